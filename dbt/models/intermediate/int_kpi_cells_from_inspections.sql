-- CI-01 to CI-04 where a list decides: inspections, the employers inspected, their workers, and
-- those with violations, in the quarter in which the inspection ended. An inspection and an
-- employer count once in an area and span, by their keys.
with
    visits as (select * from {{ ref("int_counted_inspection_visits") }}),

    counted as (
        select
            'CI-01' as kpi_id,
            'numerator' as role,
            visits.*,
            inspection_key as entity_key,
            inspection_cell as cell,
            'decision_no' as column_name,
            1 as value,
            'đếm 1 cuộc' as note,
            false as is_limited
        from visits
        union all
        select
            'CI-02',
            'numerator',
            visits.*,
            employer_id,
            employer_cell,
            'employer',
            1,
            'đếm 1 đơn vị',
            false
        from visits
        union all
        -- an employer without a stated headcount adds nothing, and the sum is limited for it
        select
            'CI-03',
            'numerator',
            visits.*,
            employer_id,
            coalesce(workers_cell, employer_cell),
            'workers',
            workers,
            case
                when workers is null
                then 'danh sách không ghi số lao động'
                else 'số lao động khi kiểm tra'
            end,
            workers is null
        from visits
        union all
        select
            'CI-04',
            'numerator',
            visits.*,
            employer_id,
            violations_cell,
            'violations',
            case when violations > 0 then 1 when violations = 0 then 0 end,
            case when violations > 0 then 'đơn vị có vi phạm' else 'đơn vị không có vi phạm' end,
            false
        from visits
        union all
        select
            'CI-04',
            'denominator',
            visits.*,
            employer_id,
            employer_cell,
            'employer',
            1,
            'đếm 1 đơn vị',
            false
        from visits
    ),

    -- a list without inspections of the quarter is a reported 0
    roles as (
        select 'CI-01' as kpi_id, 'numerator' as role
        union all
        select 'CI-02', 'numerator'
        union all
        select 'CI-03', 'numerator'
        union all
        select 'CI-04', 'numerator'
        union all
        select 'CI-04', 'denominator'
    ),

    silent as ({{ silent_tables("inspection_list", "roles", "visits") }}),

    list_cells as (
        {{
            kpi_cells(
                "counted",
                {
                    "form": "'inspection_list'",
                    "note": "note",
                    "source_used": "'inspection_list'",
                    "is_limited": "is_limited",
                    "entity_key": "entity_key",
                },
            )
        }}
    ),

    silence_cells as ({{ silent_cells("silent", "inspection_list") }})

select *
from list_cells
union all
select *
from silence_cells

-- CI-08: employers inspected again within so many months of a violation (var), and those of them
-- with a violation of the same group. Where one of the two violations has no group in the
-- dictionary, it is not known whether they are the same: the employer is in neither, and a cell
-- without number says so.
with
    visits as (
        select *
        from {{ ref("int_counted_inspection_visits") }}
        where happened_on is not null and violations is not null
    ),

    events as (select * from {{ ref("int_violation_events") }}),

    own as (select record_id, chapter from events where form = 'inspection_list'),

    earlier as (
        select
            visits.record_id,
            max(case when own.chapter = events.chapter then 1 else 0 end) as is_same,
            max(case when events.chapter is null then 1 else 0 end) as has_unplaced,
            max(
                case when visits.violations > 0 and own.chapter is null then 1 else 0 end
            ) as is_unplaced
        from visits
        inner join
            events
            on visits.employer_id = events.employer_id
            -- a decision that follows from this very inspection is none from before it
            and events.happened_on < case
                when events.form = 'penalty_decisions'
                then coalesce(visits.decided_on, visits.happened_on)
                else visits.happened_on
            end
            and events.happened_on
            >= {{ dbt.dateadd("month", -1 * var("repeat_window_months"), "visits.happened_on") }}
        left join own on visits.record_id = own.record_id
        group by visits.record_id
    ),

    judged as (
        select
            visits.*,
            case
                when earlier.is_same = 1
                then 1
                when visits.violations = 0
                then 0
                when earlier.has_unplaced = 1 or earlier.is_unplaced = 1
                then null
                else 0
            end as is_repeat
        from visits
        inner join earlier on visits.record_id = earlier.record_id
    ),

    again as (
        select
            'denominator' as role,
            judged.*,
            employer_cell as cell,
            'employer' as column_name,
            case when is_repeat is not null then 1 end as value,
            case
                when is_repeat is null
                then 'không đối chiếu được: hành vi chưa có trong danh mục nhóm vi phạm'
                else 'kiểm tra lại đơn vị đã có vi phạm trước đó'
            end as note
        from judged
        union all
        select
            'numerator',
            judged.*,
            coalesce(violation_chapters_cell, violations_cell),
            'violation_chapters',
            is_repeat,
            case
                is_repeat
                when 1
                then 'vi phạm cùng nhóm với lần trước'
                when 0
                then 'không vi phạm cùng nhóm'
                else 'không đối chiếu được: hành vi chưa có trong danh mục nhóm vi phạm'
            end
        from judged
    ),

    roles as (
        select 'CI-08' as kpi_id, 'numerator' as role
        union all
        select 'CI-08', 'denominator'
    ),

    -- a list in which nobody was inspected again is a reported 0
    silent as ({{ silent_tables("inspection_list", "roles", "again") }}),

    list_cells as (
        {{
            kpi_cells(
                "again",
                {
                    "kpi_id": "'CI-08'",
                    "form": "'inspection_list'",
                    "note": "note",
                    "source_used": "'inspection_list'",
                    "is_limited": "is_repeat is null",
                    "entity_key": "employer_id",
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

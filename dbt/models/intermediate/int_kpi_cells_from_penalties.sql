-- CI-06 and CI-07 where the register of decisions decides. CI-06: fines by the day of the decision;
-- a decision annulled later stays where it was, and is taken back by a negative row in the quarter
-- whose register said so. CI-07: of the decisions of the quarter, what is paid to date over what is
-- to be paid after appeal; annulled ones are in neither.
with
    decisions as (select * from {{ ref("int_counted_penalty_decisions") }}),

    counted as (
        select
            'CI-06' as kpi_id,
            'numerator' as role,
            decisions.*,
            period as counted_period,
            'phạt ' || decision_key as entity_key,
            fine_vnd_cell as cell,
            'fine_vnd' as column_name,
            fine_vnd as value,
            cast(null as {{ dbt.type_string() }}) as note
        from decisions
        union all
        select
            'CI-06',
            'numerator',
            decisions.*,
            annulled_period,
            null,
            coalesce(status_cell, fine_vnd_cell),
            'status',
            - fine_vnd,
            'quyết định bị huỷ: ghi giảm số đã phạt'
        from decisions
        where annulled_period is not null
        union all
        select
            'CI-07',
            'numerator',
            decisions.*,
            period,
            decision_key,
            coalesce(paid_vnd_cell, payable_vnd_cell),
            'paid_vnd',
            paid_vnd,
            'số đã nộp đến nay'
        from decisions
        where annulled_period is null
        union all
        select
            'CI-07',
            'denominator',
            decisions.*,
            period,
            decision_key,
            payable_vnd_cell,
            payable_column,
            payable_vnd,
            case
                when payable_column = 'fine_vnd'
                then 'số phải nộp theo quyết định'
                else 'số phải nộp sau khiếu nại'
            end
        from decisions
        where annulled_period is null
    ),

    cells as (
        select
            kpi_id,
            role,
            counted_commune_code as commune_code,
            counted_period as period,
            load_id,
            sheet,
            row_no,
            entity_key,
            cell,
            column_name,
            value,
            note
        from counted
    ),

    roles as (
        select 'CI-06' as kpi_id, 'numerator' as role
        union all
        select 'CI-07', 'numerator'
        union all
        select 'CI-07', 'denominator'
    ),

    -- a register without decisions of the quarter is a reported 0
    silent as ({{ silent_tables("penalty_decisions", "roles", "cells", each_kpi=true) }}),

    register_cells as (
        {{
            kpi_cells(
                "cells",
                {
                    "form": "'penalty_decisions'",
                    "note": "note",
                    "source_used": "'penalty_decisions'",
                    "entity_key": "entity_key",
                },
            )
        }}
    ),

    silence_cells as ({{ silent_cells("silent", "penalty_decisions") }})

select *
from register_cells
union all
select *
from silence_cells

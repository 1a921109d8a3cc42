-- DS-01 counts cases received, DS-03 mediations concluded: both from the same register,
-- each in the quarter of its own date.
with
    disputes as (select * from {{ ref("int_current_dispute_cases") }} where not is_stoppage),

    winners as (
        select commune_code, period, agency_code
        from {{ ref("int_deciding_forms") }}
        where form = 'dispute_log'
    ),

    received as (
        select disputes.*, winners.period
        from disputes
        inner join
            winners
            on disputes.commune_code = winners.commune_code
            and disputes.event_period = winners.period
            and disputes.agency_code = winners.agency_code
    ),

    -- Withdrawn, pending and directly referred cases were not mediated to an end.
    mediated as (
        select disputes.*, winners.period
        from disputes
        inner join
            winners
            on disputes.commune_code = winners.commune_code
            and disputes.closing_period = winners.period
            and disputes.agency_code = winners.agency_code
        where disputes.outcome in ('mediated', 'mediation_failed')
    ),

    cells as (
        select
            'DS-01' as kpi_id,
            commune_code,
            period,
            'numerator' as role,
            load_id,
            sheet,
            coalesce(received_on_cell, employer_cell) as cell,
            row_no,
            'received_on' as column_name,
            1 as value,
            'đếm 1 vụ' as note
        from received
        union all
        select
            'DS-03',
            commune_code,
            period,
            'numerator',
            load_id,
            sheet,
            outcome_cell,
            row_no,
            'outcome',
            case when outcome = 'mediated' then 1 else 0 end,
            case when outcome = 'mediated' then 'hoà giải thành' else 'hoà giải không thành' end
        from mediated
        union all
        select
            'DS-03',
            commune_code,
            period,
            'denominator',
            load_id,
            sheet,
            outcome_cell,
            row_no,
            'outcome',
            1,
            'đếm 1 vụ kết thúc hoà giải'
        from mediated
    )

    {{
        kpi_cells(
            "cells", {"form": "'dispute_log'", "source_used": "'dispute_log'", "note": "note"}
        )
    }}

-- DS-06 counts stoppages that began in the quarter, DS-07 the workers who took part.
with
    stoppages as (
        select
            events.*,
            -- where the stoppage log itself never came, the number rests on the dispute log
            case
                when reported.period is not null then 'stoppage_log' else 'dispute_log'
            end as source_used
        from {{ ref("int_stoppage_events") }} as events
        left join
            (
                select distinct commune_code, period
                from {{ ref("int_winning_tables") }}
                where form = 'stoppage_log'
            ) as reported
            on events.commune_code = reported.commune_code
            and events.period = reported.period
    ),

    cells as (
        select
            'DS-06' as kpi_id,
            *,
            counted_cell as cell,
            counted_column as column_name,
            1 as value,
            case
                when form = 'dispute_log'
                then 'đếm 1 cuộc, chỉ có trong sổ tranh chấp'
                else 'đếm 1 cuộc'
            end as note
        from stoppages
        union all
        select
            'DS-07',
            *,
            workers_involved_cell,
            'workers_involved',
            workers_involved,
            case when form = 'dispute_log' then 'cuộc chỉ có trong sổ tranh chấp' end
        from stoppages
    )

    {{
        kpi_cells(
            "cells",
            {"role": "'numerator'", "note": "note", "is_limited": "source_used = 'dispute_log'"},
        )
    }}

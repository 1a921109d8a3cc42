-- Each stoppage once. The stoppage log decides; a stoppage that only the dispute log holds
-- (no event of the same commune and employer within three days) is added from there.
with
    {{ current_log_entries(ref("stg_lake__stoppages"), "stoppage_log", "started_on") }},

    winners as (
        select distinct form, commune_code, period, agency_code from {{ ref("int_winning_tables") }}
    ),

    logged as (
        select
            entries.record_id,
            'stoppage_log' as form,
            entries.load_id,
            entries.sheet,
            entries.row_no,
            entries.entry_commune_code as commune_code,
            entries.event_period as period,
            entries.employer_key,
            entries.started_on,
            'started_on' as counted_column,
            coalesce(entries.started_on_cell, entries.employer_cell) as counted_cell,
            entries.workers_involved,
            entries.workers_involved_cell
        from current_entries as entries
        inner join
            winners
            on winners.form = 'stoppage_log'
            and entries.entry_commune_code = winners.commune_code
            and entries.event_period = winners.period
            and entries.agency_code = winners.agency_code
    ),

    in_dispute_log as (
        select
            cases.record_id,
            'dispute_log' as form,
            cases.load_id,
            cases.sheet,
            cases.row_no,
            cases.commune_code,
            cases.event_period as period,
            cases.employer_key,
            cases.received_on as started_on,
            'received_on' as counted_column,
            coalesce(cases.received_on_cell, cases.employer_cell) as counted_cell,
            cases.workers_involved,
            cases.workers_involved_cell
        from {{ ref("int_current_dispute_cases") }} as cases
        inner join
            winners
            on winners.form = 'dispute_log'
            and cases.commune_code = winners.commune_code
            and cases.event_period = winners.period
            and cases.agency_code = winners.agency_code
        where cases.is_stoppage
    )

select *
from logged
union all
select *
from in_dispute_log
where
    not exists (
        select 1
        from logged
        where
            logged.commune_code = in_dispute_log.commune_code
            and logged.employer_key = in_dispute_log.employer_key
            and (
                {{ dbt.datediff("logged.started_on", "in_dispute_log.started_on", "day") }}
                between -3 and 3
                or (
                    (logged.started_on is null or in_dispute_log.started_on is null)
                    and logged.period = in_dispute_log.period
                )
            )
    )

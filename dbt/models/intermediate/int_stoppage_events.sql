-- Each stoppage once. The stoppage log decides; a stoppage that only the dispute log holds
-- (no event of the same commune and employer within three days) is added from there. A first quick
-- report gives way to the final one of the same event.
with
    {{ current_log_entries(ref("stg_lake__stoppages"), "stoppage_log", "started_on") }},

    winners as (
        select distinct form, commune_code, period, agency_code from {{ ref("int_winning_tables") }}
    ),

    won as (
        select entries.*
        from current_entries as entries
        inner join
            winners
            on winners.form = 'stoppage_log'
            and entries.entry_commune_code = winners.commune_code
            and entries.event_period = winners.period
            and entries.agency_code = winners.agency_code
    ),

    final_reports as (
        select agency_code, entry_commune_code, employer_key, started_on
        from won
        where report_version = 'final'
    ),

    logged as (
        select
            record_id,
            'stoppage_log' as form,
            load_id,
            sheet,
            row_no,
            entry_commune_code as commune_code,
            event_period as period,
            log_period,
            employer_key,
            nullif({{ remove_pattern("tax_code", "[^0-9]") }}, '') as tax_digits,
            nullif(trim(industry), '') as industry,
            ownership,
            zones.zone_code,
            event_type,
            started_on,
            ended_on,
            'started_on' as counted_column,
            coalesce(started_on_cell, employer_cell) as counted_cell,
            workers_involved,
            workers_involved_cell,
            coalesce(workers_involved_state, '') = 'estimate' as is_workers_estimate,
            workers_indirect,
            workers_indirect_cell,
            days_not_worked,
            days_not_worked_cell,
            coalesce(days_not_worked_state, '') = 'estimate' as is_days_estimate,
            led_by,
            lawful_procedure,
            notified_at,
            authorities_present_at,
            authorities_present_at_cell,
            coalesce(report_version, '') = 'preliminary' as is_preliminary,
            outcome
        from won
        left join
            {{ ref("stg_reference__industrial_zones") }} as zones
            on zones.name_keys like '%|' || {{ fold_text("trim(won.industrial_zone)") }} || '|%'
        where
            not exists (
                select 1
                from final_reports
                where
                    won.report_version = 'preliminary'
                    and won.agency_code = final_reports.agency_code
                    and won.entry_commune_code = final_reports.entry_commune_code
                    and won.employer_key = final_reports.employer_key
                    and {{ dbt.datediff("final_reports.started_on", "won.started_on", "day") }}
                    between -{{ var("stoppage_match_days") }} and {{ var("stoppage_match_days") }}
            )
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
            cases.log_period,
            cases.employer_key,
            cast(null as {{ dbt.type_string() }}) as tax_digits,
            cast(null as {{ dbt.type_string() }}) as industry,
            cast(null as {{ dbt.type_string() }}) as ownership,
            cast(null as {{ dbt.type_string() }}) as zone_code,
            cases.dispute_type as event_type,
            cases.received_on as started_on,
            cast(null as date) as ended_on,
            'received_on' as counted_column,
            coalesce(cases.received_on_cell, cases.employer_cell) as counted_cell,
            cases.workers_involved,
            cases.workers_involved_cell,
            cases.is_estimate as is_workers_estimate,
            cast(null as bigint) as workers_indirect,
            cast(null as {{ dbt.type_string() }}) as workers_indirect_cell,
            cast(null as double) as days_not_worked,
            cast(null as {{ dbt.type_string() }}) as days_not_worked_cell,
            false as is_days_estimate,
            cast(null as {{ dbt.type_string() }}) as led_by,
            cast(null as {{ dbt.type_string() }}) as lawful_procedure,
            cast(null as timestamp) as notified_at,
            cast(null as timestamp) as authorities_present_at,
            cast(null as {{ dbt.type_string() }}) as authorities_present_at_cell,
            false as is_preliminary,
            cases.outcome
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
                between -{{ var("stoppage_match_days") }} and {{ var("stoppage_match_days") }}
                or (
                    (logged.started_on is null or in_dispute_log.started_on is null)
                    and logged.period = in_dispute_log.period
                )
            )
    )

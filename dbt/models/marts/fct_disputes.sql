-- Dispute cases that count, a case a row: those of the logs that decide. Where a summary decides
-- for a commune and quarter there are only its totals (fct_kpi_breakdowns).
with
    deciding as (
        select distinct commune_code, period
        from {{ ref("int_deciding_forms") }}
        where family = 'dispute_log' and form = 'dispute_log'
    ),

    causes as (
        select
            cases.record_id,
            {{ dbt.listagg("categories.category_name", "', '", "order by categories.sort_order") }}
            as cause_names
        from {{ ref("int_matched_dispute_cases") }} as cases
        inner join
            {{ ref("breakdown_categories") }} as categories
            on categories.dimension = 'dispute_cause'
            and ';' || coalesce(cases.cause, 'unknown') || ';'
            like '%;' || categories.category || ';%'
        group by cases.record_id
    )

select
    cases.record_id as event_id,
    cases.commune_code,
    cases.case_period as period,
    forms.period_calendar,
    cases.closing_period,
    cases.received_on,
    terms.term_ends_on as mediation_due_on,
    cases.mediation_ended_on,
    cases.closed_on,
    cast(
        {{ dbt.datediff("cases.received_on", "cases.closed_on", "day") }} as integer
    ) as days_to_close,
    cast(terms.working_days_taken as integer) as mediation_working_days,
    terms.is_in_time as is_mediated_in_time,
    cases.closing_period is not null as is_settled,
    coalesce(cases.dispute_type, 'unknown') as dispute_type,
    types.category_name as dispute_type_name,
    cases.dispute_type in ('collective_rights', 'collective_interests') as is_collective,
    coalesce(cases.channel, 'unknown') as channel,
    channels.category_name as channel_name,
    coalesce(cases.cause, 'unknown') as causes,
    causes.cause_names,
    coalesce(cases.outcome, 'unknown') as outcome,
    outcomes.category_name as outcome_name,
    coalesce(cases.mediation_result, 'unknown') as mediation_result,
    cast(entries.workers_involved as integer) as workers_involved,
    entries.is_estimate as is_workers_estimate,
    industries.industry,
    cases.agency_code,
    cases.load_id,
    loads.file_name,
    loads.file_sha256,
    'dispute_log' as form,
    cases.sheet,
    cast(cases.row_no as integer) as {{ adapter.quote("row") }},
    cases.received_cell as cell
from {{ ref("int_matched_dispute_cases") }} as cases
inner join
    deciding on cases.commune_code = deciding.commune_code and cases.case_period = deciding.period
inner join {{ ref("forms") }} as forms on forms.form = 'dispute_log'
inner join
    {{ ref("int_observed_periods") }} as periods
    on cases.case_period = periods.period
    and forms.period_calendar = periods.period_calendar
inner join {{ ref("int_current_dispute_cases") }} as entries on cases.record_id = entries.record_id
inner join {{ ref("stg_ledger__loads") }} as loads on cases.load_id = loads.load_id
left join {{ ref("int_mediation_terms") }} as terms on cases.record_id = terms.record_id
left join
    {{ ref("int_employer_industries") }} as industries
    on 'tên ' || entries.employer_key = industries.employer_id
left join
    causes on cases.record_id = causes.record_id
    {{ join_words("types", "dispute_type", "cases.dispute_type") }}
    {{ join_words("channels", "dispute_channel", "cases.channel") }}
    {{ join_words("outcomes", "dispute_outcome", "cases.outcome") }}
where cases.place_in_case = 1
order by cases.commune_code, cases.case_period, cases.received_on, cases.record_id

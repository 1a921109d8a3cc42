-- Strikes and other stoppages that count, an event a row. What set one off is free text that may
-- name persons; it is not kept, so there is no column for it.
with
    days as (
        select
            record_id,
            sum(days_not_worked) as days_lost,
            max(case when is_limited then 1 else 0 end) = 1 as is_limited
        from {{ ref("int_stoppage_days") }}
        group by record_id
    )

select
    events.record_id as event_id,
    events.commune_code,
    events.zone_code,
    events.period,
    forms.period_calendar,
    coalesce(events.event_type, 'unknown') as event_type,
    types.category_name as event_type_name,
    events.started_on,
    events.ended_on,
    cast(
        {{ dbt.datediff("events.started_on", "events.ended_on", "day") }} + 1 as integer
    ) as calendar_days,
    cast(events.workers_involved as integer) as workers_involved,
    events.is_workers_estimate,
    cast(events.workers_indirect as integer) as workers_indirect,
    days.days_lost,
    coalesce(days.is_limited, events.is_days_estimate) as is_days_estimate,
    coalesce(events.lawful_procedure, 'unknown') as procedure_followed,
    procedures.category_name as procedure_name,
    coalesce(events.led_by, 'unknown') as led_by,
    leaders.category_name as led_by_name,
    {{ dbt.datediff("events.notified_at", "events.authorities_present_at", "minute") }}
    / 60.0 as hours_until_authorities,
    coalesce(events.outcome, 'unknown') as outcome,
    outcomes.category_name as outcome_name,
    events.is_preliminary,
    coalesce(events.industry, industries.industry) as industry,
    loads.agency_code,
    events.load_id,
    loads.file_name,
    loads.file_sha256,
    events.form,
    events.sheet,
    cast(events.row_no as integer) as {{ adapter.quote("row") }},
    events.counted_cell as cell
from {{ ref("int_stoppage_events") }} as events
inner join {{ ref("forms") }} as forms on events.form = forms.form
inner join
    {{ ref("int_observed_periods") }} as periods
    on events.period = periods.period
    and forms.period_calendar = periods.period_calendar
inner join {{ ref("stg_ledger__loads") }} as loads on events.load_id = loads.load_id
left join days on events.record_id = days.record_id
left join
    {{ ref("int_employer_industries") }} as industries
    on coalesce(events.tax_digits, 'tên ' || events.employer_key) = industries.employer_id
    {{ join_words("types", "event_type", "events.event_type") }}
    {{ join_words("procedures", "stoppage_procedure", "events.lawful_procedure") }}
    {{ join_words("leaders", "stoppage_leader", "events.led_by") }}
    {{ join_words("outcomes", "stoppage_outcome", "events.outcome") }}
order by events.commune_code, events.period, events.started_on, events.record_id

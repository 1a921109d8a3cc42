-- Each dispute case once, in its newest version, with the quarter in which it was received
-- and the quarter in which it was closed.
with
    {{
        current_log_entries(
            ref("stg_lake__dispute_cases"), "dispute_log", "received_on", case_number="case_no"
        )
    }}

select
    entries.record_id,
    entries.load_id,
    entries.sheet,
    entries.row_no,
    entries.agency_code,
    entries.entry_commune_code as commune_code,
    entries.event_period,
    coalesce(closing.period, entries.event_period) as closing_period,
    entries.employer_key,
    entries.employer_cell,
    entries.received_on,
    entries.received_on_cell,
    -- the heart of the rule: stoppages noted in a dispute log are never disputes
    coalesce(entries.dispute_type, '') in ('strike', 'collective_stoppage') as is_stoppage,
    entries.outcome,
    entries.outcome_cell,
    entries.workers_involved,
    entries.workers_involved_cell
from current_entries as entries
left join
    {{ ref("int_calendar_periods") }} as closing
    on closing.period_calendar = (
        select forms.period_calendar
        from {{ ref("forms") }} as forms
        where forms.form = 'dispute_log'
    )
    and entries.closed_on between closing.starts_on and closing.ends_on

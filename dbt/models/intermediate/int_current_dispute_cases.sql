-- Each dispute case once an agency, in its newest version: when it was received, when its
-- mediation ended and when it was settled (null while it is open).
with
    {{
        current_log_entries(
            ref("stg_lake__dispute_cases"), "dispute_log", "received_on", case_number="case_no"
        )
    }},

    -- The mediator's result is told apart from where the case went later.
    judged as (
        select
            *,
            coalesce(
                mediation_outcome,
                case when outcome in ('mediated', 'mediation_failed', 'withdrawn') then outcome end
            ) as mediation_result,
            coalesce(mediation_outcome_cell, outcome_cell) as mediation_result_cell,
            closed_on is not null or coalesce(outcome, 'pending') <> 'pending' as is_settled
        from current_entries
    ),

    log_calendar as (
        select periods.*
        from {{ ref("int_calendar_periods") }} as periods
        inner join
            {{ ref("forms") }} as forms
            on periods.period_calendar = forms.period_calendar
            and forms.form = 'dispute_log'
    )

select
    entries.record_id,
    entries.load_id,
    entries.sheet,
    entries.row_no,
    entries.agency_code,
    entries.entry_commune_code as commune_code,
    entries.event_period,
    entries.log_period,
    -- settled without a day: by the end of the quarter whose log says so
    case
        when entries.is_settled then coalesce(closing.period, entries.log_period)
    end as closing_period,
    coalesce(
        mediation.period,
        case when entries.mediation_ended_on is null then closing.period end,
        entries.log_period
    ) as mediation_period,
    entries.employer_key,
    entries.employer_cell,
    entries.received_on,
    entries.received_on_cell,
    entries.dispute_type,
    -- the heart of the rule: stoppages noted in a dispute log are never disputes
    coalesce(entries.dispute_type, '') in ('strike', 'collective_stoppage') as is_stoppage,
    entries.channel,
    entries.cause,
    entries.mediator_received_on,
    entries.mediator_received_on_cell,
    entries.mediation_ended_on,
    entries.mediation_ended_on_cell,
    coalesce(entries.mediation_exempt, false) as is_exempt,
    entries.mediation_result,
    entries.mediation_result_cell,
    entries.closed_on,
    entries.outcome,
    entries.outcome_cell,
    entries.workers_involved,
    entries.workers_involved_cell,
    coalesce(entries.workers_involved_state, '') = 'estimate' as is_estimate
from judged as entries
left join log_calendar as closing on entries.closed_on between closing.starts_on and closing.ends_on
left join
    log_calendar as mediation
    on entries.mediation_ended_on between mediation.starts_on and mediation.ends_on

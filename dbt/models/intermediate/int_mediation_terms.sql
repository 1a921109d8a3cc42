-- The mediations whose term of five working days (BLLĐ Điều 188 khoản 2) ran out in a quarter, and
-- whether they were concluded in time. The day of receipt is not counted (Bộ luật Dân sự Điều 147).
-- One that is still open after its term is a failure; a case that need not be mediated is left out,
-- and so is one withdrawn before the term ended. Concluded without the day on which the mediator
-- received it: nobody can tell, so nothing is (term_period: the quarter of its conclusion).
with
    days as (select * from {{ ref("stg_reference__working_days") }}),

    cases as (
        select
            *,
            -- a log that has no day for the mediation has the day of the settlement
            coalesce(
                mediation_ended_on,
                case when mediation_result in ('mediated', 'mediation_failed') then closed_on end
            ) as concluded_on
        from {{ ref("int_matched_dispute_cases") }}
        where
            place_in_case = 1
            and not is_exempt
            and (
                mediator_received_on is not null
                or mediation_result in ('mediated', 'mediation_failed')
            )
    ),

    terms as (
        select
            cases.*,
            last_days.day as term_ends_on,
            concluded.office_day_no - received.office_day_no as working_days_taken
        from cases
        left join days as received on cases.mediator_received_on = received.day
        left join
            days as last_days
            on received.office_day_no + {{ var("mediation_working_days") }}
            = last_days.office_day_no
            and last_days.is_office_day
        left join days as concluded on cases.concluded_on = concluded.day
    )

select
    terms.*,
    coalesce(periods.period, terms.mediation_period) as term_period,
    case
        when terms.term_ends_on is not null
        then coalesce(terms.working_days_taken <= {{ var("mediation_working_days") }}, false)
    end as is_in_time
from terms
left join
    (
        select periods.*
        from {{ ref("int_calendar_periods") }} as periods
        inner join
            {{ ref("forms") }} as forms
            on periods.period_calendar = forms.period_calendar
            and forms.form = 'dispute_log'
    ) as periods
    on terms.term_ends_on between periods.starts_on and periods.ends_on
where
    not coalesce(
        terms.mediation_result = 'withdrawn'
        and coalesce(terms.mediation_ended_on, terms.closed_on, terms.term_ends_on)
        <= terms.term_ends_on,
        false
    )

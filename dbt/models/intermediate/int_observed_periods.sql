-- The quarters that are shown: from the first to the last on which something was reported,
-- without gaps. Depends on what arrived, never on today's date. A submission that was sent
-- back shows its quarter too, but only once the quarter has begun: a typing error in the
-- year must not open a quarter of the future.
with
    reported as (
        select forms.period_calendar, winning.period
        from {{ ref("int_winning_tables") }} as winning
        inner join {{ ref("forms") }} as forms on winning.form = forms.form
        union
        select periods.period_calendar, periods.period
        from {{ ref("stg_ledger__submissions") }} as submissions
        inner join {{ ref("forms") }} as forms on submissions.form = forms.form
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on submissions.period = periods.period
            and forms.period_calendar = periods.period_calendar
        where cast(submissions.received_at as date) >= periods.starts_on
    ),

    bounds as (
        select period_calendar, min(period) as first_period, max(period) as last_period
        from reported
        group by period_calendar
    )

select periods.*
from {{ ref("int_calendar_periods") }} as periods
inner join bounds on periods.period_calendar = bounds.period_calendar
where periods.period between bounds.first_period and bounds.last_period

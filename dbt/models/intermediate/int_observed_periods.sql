-- The quarters that are shown, without gaps: from the first that a sender who owes reports has
-- reported on to the last that anybody has. Depends on what arrived, never on today's date.
-- A department's table of the whole year does not open the quarters before reporting began, and
-- a submission that was sent back opens its quarter only once the quarter has begun: a typing
-- error in the year must not open one of the future. One that was accepted before its quarter
-- began opens it where the quarter before is reported on too.
with
    accepted as (
        select
            forms.period_calendar,
            winning.form,
            winning.period,
            winning.agency_code,
            periods.previous_period,
            cast(loads.received_at as date) >= periods.starts_on as has_begun,
            true as is_accepted
        from {{ ref("int_winning_tables") }} as winning
        inner join {{ ref("forms") }} as forms on winning.form = forms.form
        inner join {{ ref("stg_ledger__loads") }} as loads on winning.load_id = loads.load_id
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on winning.period = periods.period
            and forms.period_calendar = periods.period_calendar
    ),

    sent as (
        select
            periods.period_calendar,
            submissions.form,
            periods.period,
            submissions.agency_code,
            periods.previous_period,
            true as has_begun,
            false as is_accepted
        from {{ ref("stg_ledger__submissions") }} as submissions
        inner join {{ ref("forms") }} as forms on submissions.form = forms.form
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on submissions.period = periods.period
            and forms.period_calendar = periods.period_calendar
        where cast(submissions.received_at as date) >= periods.starts_on
    ),

    reported as (
        select *
        from accepted
        union
        select *
        from sent
    ),

    -- of communes, and of districts before them: a department's table of earlier years opens none
    duties as (
        select distinct obligations.agency_code, obligations.form, obligations.period_calendar
        from {{ ref("stg_reference__obligations") }} as obligations
        inner join
            {{ ref("stg_reference__agencies") }} as agencies
            on obligations.agency_code = agencies.agency_code
            and agencies.kind in ('commune', 'district')
        where obligations.is_expected
    ),

    bounds as (
        select
            reported.period_calendar,
            -- a submission sent back for a wrong quarter must not open one of the past
            coalesce(
                min(
                    case
                        when duties.agency_code is not null and reported.is_accepted
                        then reported.period
                    end
                ),
                min(case when duties.agency_code is not null then reported.period end),
                min(reported.period)
            ) as first_period,
            coalesce(
                max(
                    case
                        when reported.has_begun or previous.period is not null then reported.period
                    end
                ),
                max(reported.period)
            ) as last_period
        from reported
        left join
            (select distinct period_calendar, period from reported) as previous
            on reported.previous_period = previous.period
            and reported.period_calendar = previous.period_calendar
        left join
            duties
            on reported.agency_code = duties.agency_code
            and reported.form = duties.form
            and reported.period_calendar = duties.period_calendar
        group by reported.period_calendar
    )

select periods.*
from {{ ref("int_calendar_periods") }} as periods
inner join bounds on periods.period_calendar = bounds.period_calendar
where periods.period between bounds.first_period and bounds.last_period

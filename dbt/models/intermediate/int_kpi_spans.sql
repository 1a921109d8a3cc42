-- The spans of each indicator, and of spans that take the same quarters on both sides the one that
-- is computed: a closing stock is the same for the quarter and for the year to date.
with
    windows as (
        select
            period_calendar,
            period,
            period_span,
            time_rule,
            case
                period_span
                when 'quarter'
                then 1
                when 'year_to_date'
                then 2
                when 'rolling_4_quarters'
                then 3
                else 4
            end as span_order,
            min(event_period) as first_period,
            min(starts_on) as starts_on,
            max(ends_on) as ends_on,
            cast(count(*) as integer) as quarters,
            min(case when is_observed then 1 else 0 end) = 1 as is_observed
        from {{ ref("int_span_periods") }}
        group by period_calendar, period, period_span, time_rule
    ),

    spans as (
        select
            rules.kpi_id,
            numerators.period_calendar,
            numerators.period,
            numerators.period_span,
            numerators.span_order,
            numerators.first_period || coalesce(denominators.first_period, '') as taken,
            numerators.starts_on,
            numerators.ends_on,
            numerators.quarters,
            numerators.is_observed and coalesce(denominators.is_observed, true) as is_observed
        from {{ ref("int_kpi_rules") }} as rules
        inner join
            windows as numerators
            on rules.period_calendar = numerators.period_calendar
            and rules.numerator_time = numerators.time_rule
        left join
            windows as denominators
            on numerators.period_calendar = denominators.period_calendar
            and numerators.period = denominators.period
            and numerators.period_span = denominators.period_span
            and rules.denominator_time = denominators.time_rule
    )

select
    kpi_id,
    period_calendar,
    period,
    period_span,
    first_value(period_span) over (
        partition by kpi_id, period_calendar, period, taken
        order by span_order
        rows between unbounded preceding and unbounded following
    ) as counted_span,
    starts_on,
    ends_on,
    quarters,
    is_observed
from spans

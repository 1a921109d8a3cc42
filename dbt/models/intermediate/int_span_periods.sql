-- Which quarters a span that ends with a quarter takes, by the time rule of a numerator or
-- denominator. rolling_4 and year_to_date hold whatever the span; closing is its last quarter.
with
    spans as (
        select 'quarter' as period_span
        union all
        select 'year_to_date'
        union all
        select 'rolling_4_quarters'
        union all
        select 'year'
    ),

    rules as (
        select 'flow' as time_rule
        union all
        select 'closing'
        union all
        select 'mean'
        union all
        select 'rolling_4'
        union all
        select 'rolling_4_mean'
        union all
        select 'year_to_date'
    ),

    reached as (
        select
            ends.period_calendar,
            ends.period,
            ends.quarter,
            events.period as event_period,
            events.starts_on,
            ends.ends_on,
            events.year = ends.year as is_same_year,
            4 * (ends.year - events.year) + ends.quarter - events.quarter as quarters_ago
        from {{ ref("int_observed_periods") }} as ends
        inner join
            {{ ref("int_calendar_periods") }} as events
            on ends.period_calendar = events.period_calendar
            and 4 * (ends.year - events.year) + ends.quarter - events.quarter between 0 and 3
    )

select
    reached.period_calendar,
    reached.period,
    spans.period_span,
    rules.time_rule,
    reached.event_period,
    reached.starts_on,
    reached.ends_on,
    reached.quarters_ago = 0 as is_last,
    observed.period is not null as is_observed
from reached
cross join spans
cross join rules
left join
    {{ ref("int_observed_periods") }} as observed
    on reached.period_calendar = observed.period_calendar
    and reached.event_period = observed.period
where
    (spans.period_span <> 'year' or reached.quarter = 4)
    and case
        when rules.time_rule in ('rolling_4', 'rolling_4_mean')
        then true
        when rules.time_rule = 'year_to_date'
        then reached.is_same_year
        when rules.time_rule = 'closing' or spans.period_span = 'quarter'
        then reached.quarters_ago = 0
        when spans.period_span in ('year_to_date', 'year')
        then reached.is_same_year
        else true
    end

-- Each indicator for each member and span that is computed: what its quarters bring, how many of
-- them there are, and whether it counts. A rule that looks at the end of the span needs the last
-- quarter; a ratio needs both sides.
with
    sides as (
        select
            kpi_id,
            member_code,
            period as event_period,
            'numerator' as side,
            'numerator' as role,
            numerator as amount,
            units,
            0 as expected_units,
            is_limited
        from {{ ref("int_kpi_member_quarters") }}
        where is_numerator_used
        union all
        select
            kpi_id, member_code, period, 'denominator', 'denominator', denominator, 0, 0, is_limited
        from {{ ref("int_kpi_member_quarters") }}
        where is_denominator_used
        union all
        select kpi_id, member_code, period, 'duty', 'numerator', null, 0, units, false
        from {{ ref("int_kpi_duties") }}
    ),

    summed as (
        select
            sides.kpi_id,
            sides.member_code,
            spans.period_calendar,
            spans.period,
            spans.period_span,
            sum(case when sides.side = 'numerator' then sides.amount end) as numerator,
            sum(case when sides.side = 'denominator' then sides.amount end) as denominator,
            sum(case when sides.side = 'numerator' then 1 else 0 end) as numerator_quarters,
            sum(case when sides.side = 'denominator' then 1 else 0 end) as denominator_quarters,
            max(
                case when sides.side = 'numerator' and spans.is_last then 1 else 0 end
            ) as numerators_at_the_end,
            sum(sides.units) as units,
            sum(sides.expected_units) as expected_units,
            max(case when sides.is_limited then 1 else 0 end) = 1 as is_limited
        from sides
        inner join
            {{ ref("int_kpi_span_quarters") }} as spans
            on sides.kpi_id = spans.kpi_id
            and sides.role = spans.role
            and sides.event_period = spans.event_period
        group by
            sides.kpi_id, sides.member_code, spans.period_calendar, spans.period, spans.period_span
    ),

    judged as (
        select
            summed.*,
            rules.numerator_time,
            rules.denominator_time,
            summed.numerator_quarters > 0
            and (
                rules.numerator_time in ('flow', 'mean') or summed.numerators_at_the_end = 1
            ) as has_numerator,
            summed.denominator_quarters > 0 or not rules.is_ratio as has_denominator
        from summed
        inner join {{ ref("int_kpi_rules") }} as rules on summed.kpi_id = rules.kpi_id
    )

select
    kpi_id,
    member_code,
    period_calendar,
    period,
    period_span,
    case
        when numerator_time = 'mean' then numerator / numerator_quarters else numerator
    end as numerator,
    case
        when denominator_time in ('mean', 'rolling_4_mean')
        then denominator / denominator_quarters
        else denominator
    end as denominator,
    cast(numerator_quarters as integer) as numerator_quarters,
    cast(denominator_quarters as integer) as denominator_quarters,
    has_numerator,
    has_numerator and has_denominator as is_counted,
    is_limited,
    units,
    expected_units
from judged

-- Each indicator for each member and span: what its quarters bring, how many of them there are, and
-- whether it counts. A rule that looks at the end of the span needs the last quarter; a ratio needs
-- both sides.
with
    sides as (
        select
            quarters.kpi_id,
            quarters.member_code,
            quarters.period as event_period,
            'numerator' as role,
            rules.period_calendar,
            rules.numerator_time as time_rule,
            quarters.numerator as amount,
            quarters.units,
            0 as expected_units,
            quarters.is_limited
        from {{ ref("int_kpi_member_quarters") }} as quarters
        inner join {{ ref("int_kpi_rules") }} as rules on quarters.kpi_id = rules.kpi_id
        where quarters.is_numerator_used
        union all
        select
            quarters.kpi_id,
            quarters.member_code,
            quarters.period,
            'denominator',
            rules.period_calendar,
            rules.denominator_time,
            quarters.denominator,
            0,
            0,
            quarters.is_limited
        from {{ ref("int_kpi_member_quarters") }} as quarters
        inner join {{ ref("int_kpi_rules") }} as rules on quarters.kpi_id = rules.kpi_id
        where quarters.is_denominator_used
        union all
        select
            duties.kpi_id,
            duties.member_code,
            duties.period,
            'duty',
            rules.period_calendar,
            rules.numerator_time,
            null,
            0,
            duties.units,
            false
        from {{ ref("int_kpi_duties") }} as duties
        inner join {{ ref("int_kpi_rules") }} as rules on duties.kpi_id = rules.kpi_id
    ),

    summed as (
        select
            sides.kpi_id,
            sides.member_code,
            spans.period_calendar,
            spans.period,
            spans.period_span,
            sum(case when sides.role = 'numerator' then sides.amount end) as numerator,
            sum(case when sides.role = 'denominator' then sides.amount end) as denominator,
            sum(case when sides.role = 'numerator' then 1 else 0 end) as numerator_quarters,
            sum(case when sides.role = 'denominator' then 1 else 0 end) as denominator_quarters,
            max(
                case when sides.role = 'numerator' and spans.is_last then 1 else 0 end
            ) as numerators_at_the_end,
            sum(sides.units) as units,
            sum(sides.expected_units) as expected_units,
            max(case when sides.is_limited then 1 else 0 end) = 1 as is_limited
        from sides
        inner join
            {{ ref("int_span_periods") }} as spans
            on sides.period_calendar = spans.period_calendar
            and sides.time_rule = spans.time_rule
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

-- Which quarters each side of each indicator takes in each span that is computed.
with
    sides as (
        select kpi_id, period_calendar, 'numerator' as role, numerator_time as time_rule
        from {{ ref("int_kpi_rules") }}
        union all
        select kpi_id, period_calendar, 'denominator', denominator_time
        from {{ ref("int_kpi_rules") }}
        where is_ratio
    )

select
    sides.kpi_id,
    sides.role,
    spans.period_calendar,
    spans.period,
    spans.period_span,
    quarters.event_period,
    quarters.is_last
from sides
inner join
    {{ ref("int_kpi_spans") }} as spans
    on sides.kpi_id = spans.kpi_id
    and spans.period_span = spans.counted_span
inner join
    {{ ref("int_span_periods") }} as quarters
    on sides.period_calendar = quarters.period_calendar
    and sides.time_rule = quarters.time_rule
    and spans.period = quarters.period
    and spans.period_span = quarters.period_span

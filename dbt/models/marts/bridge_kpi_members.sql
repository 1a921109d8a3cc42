-- Only who counts: a member without a report, or without one of the two sides, is not there.
select
    counted.kpi_id,
    counted.member_code,
    spans.period,
    spans.period_calendar,
    spans.period_span,
    counted.numerator,
    counted.denominator,
    counted.numerator_quarters,
    counted.denominator_quarters
from {{ ref("int_kpi_member_values") }} as counted
inner join
    {{ ref("int_kpi_spans") }} as spans
    on counted.kpi_id = spans.kpi_id
    and counted.period_calendar = spans.period_calendar
    and counted.period = spans.period
    and counted.period_span = spans.counted_span
where counted.is_counted
union all
select
    kpi_id,
    member_code,
    period,
    period_calendar,
    period_span,
    numerator,
    cast(null as double),
    1,
    cast(null as integer)
from {{ ref("int_hotspot_member_values") }}
where numerator is not null

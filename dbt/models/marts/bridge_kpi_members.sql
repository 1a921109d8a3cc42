-- Only who counts: a member without a report, or without one of the two sides, is not there.
select
    kpi_id,
    member_code,
    period,
    period_calendar,
    period_span,
    numerator,
    denominator,
    numerator_quarters,
    denominator_quarters
from {{ ref("int_kpi_member_values") }}
where is_counted

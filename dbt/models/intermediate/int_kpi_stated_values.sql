-- Every indicator for every area and span: those that rest on cells, and the two that rest on them.
{% set columns = (
    "kpi_id, area_code, area_kind, period, period_calendar, period_span, starts_on, ends_on, quarters, "
    ~ "is_observed, numerator, denominator, value_state, value_reason, source_used, reporting_units, "
    ~ "expected_units, limited_units, is_partial"
) %}
select {{ columns }}
from {{ ref("int_kpi_area_values") }}
where kpi_id not in ('EW-01', 'EW-02')
union all
select {{ columns }}
from {{ ref("int_hotspot_area_values") }}

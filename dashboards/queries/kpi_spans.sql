-- One indicator of one area over all spans that end with a quarter
select
    v.period_span,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.reporting_units,
    v.expected_units,
    v.is_partial,
    v.is_small_number,
    v.wilson_low,
    v.wilson_high,
    v.comparability,
    v.comparability_reason
from marts.fct_kpi_values as v
where
    v.kpi_id = '${inputs.kpi.value}'
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
order by v.period_span

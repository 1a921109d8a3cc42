-- One indicator in one quarter and span in every area, communes too, in their stated order
select
    v.area_code,
    v.area_kind,
    a.area_name,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.reporting_units,
    v.expected_units,
    v.is_small_number,
    v.wilson_low,
    v.wilson_high,
    v.comparability
from marts.fct_kpi_values as v
inner join marts.dim_area as a on a.area_code = v.area_code
where
    v.kpi_id = '${inputs.kpi.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = '${inputs.span.value}'
order by a.sort_order, v.area_code

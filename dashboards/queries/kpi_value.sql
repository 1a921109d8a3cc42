-- One published number with what it was made of
select
    v.kpi_id,
    k.name,
    k.short_name,
    k.unit,
    k.decimals,
    k.additivity,
    k.scale,
    k.numerator_text,
    k.denominator_text,
    v.area_code,
    a.area_kind,
    a.area_name,
    v.period,
    v.period_span,
    p.label as period_label,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.source_used,
    v.reporting_units,
    v.expected_units,
    v.is_partial,
    v.is_small_number,
    v.wilson_low,
    v.wilson_high,
    v.comparability,
    v.comparability_reason
from marts.fct_kpi_values as v
inner join marts.dim_kpi as k on k.kpi_id = v.kpi_id
inner join marts.dim_period as p on p.period = v.period and p.period_calendar = v.period_calendar
inner join marts.dim_area as a on a.area_code = v.area_code
where
    v.kpi_id = '${inputs.kpi.value}'
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = '${inputs.span.value}'

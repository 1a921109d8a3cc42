-- Published numbers of one or all indicators, areas, quarters and spans; an empty input means all.
-- `kind` is a kind of area (dim_area), for all areas of it.
select
    v.kpi_id,
    k.name,
    k.unit,
    k.decimals,
    v.area_code,
    v.area_kind,
    a.area_name,
    v.period,
    v.period_calendar,
    v.period_span,
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
inner join marts.dim_area as a on a.area_code = v.area_code
where
    ('${inputs.kpi.value}' = '' or v.kpi_id = '${inputs.kpi.value}')
    and ('${inputs.area.value}' = '' or v.area_code = '${inputs.area.value}')
    and ('${inputs.kind.value}' = '' or v.area_kind = '${inputs.kind.value}')
    and ('${inputs.period.value}' = '' or v.period = '${inputs.period.value}')
    and ('${inputs.span.value}' = '' or v.period_span = '${inputs.span.value}')
order by k.sort_order, v.kpi_id, v.period, v.period_span, a.sort_order

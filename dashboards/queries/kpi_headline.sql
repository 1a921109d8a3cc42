-- One number with its means of judgement: interval, coverage, and the change against the quarter
-- before and the same time of the year before
select
    k.kpi_id,
    k.name,
    k.short_name,
    k.unit,
    k.decimals,
    k.direction,
    k.additivity,
    k.scale,
    k.lowest_area,
    v.area_code,
    a.area_kind,
    a.area_name,
    p.starts_on,
    p.ends_on,
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
    v.comparability_reason,
    h.quarter_kind,
    h.quarter_abs,
    h.quarter_pct,
    h.quarter_label,
    h.quarter_assessment,
    h.quarter_comparability,
    h.quarter_base_period,
    h.quarter_base_value,
    h.year_kind,
    h.year_abs,
    h.year_pct,
    h.year_label,
    h.year_assessment,
    h.year_comparability,
    h.year_base_period,
    h.year_base_value
from marts.fct_kpi_values as v
inner join marts.dim_kpi as k on k.kpi_id = v.kpi_id
inner join marts.dim_area as a on a.area_code = v.area_code
inner join marts.dim_period as p on p.period = v.period and p.period_calendar = v.period_calendar
left join
    ${changes_beside} as h
    on h.kpi_id = v.kpi_id
    and h.area_code = v.area_code
    and h.period_span = v.period_span
where
    v.kpi_id = '${inputs.kpi.value}'
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = '${inputs.span.value}'

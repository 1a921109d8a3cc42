-- Every indicator of one area in one quarter, beside the previous quarter and a year before
select
    k.kpi_id,
    k.name,
    k.short_name,
    k.unit,
    k.decimals,
    k.direction,
    k.disclosure_class,
    k.lowest_area,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.reporting_units,
    v.expected_units,
    v.is_small_number,
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
from marts.dim_kpi as k
left join
    marts.fct_kpi_values as v
    on v.kpi_id = k.kpi_id
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'
left join
    ${changes_beside} as h
    on h.kpi_id = k.kpi_id
    and h.area_code = '${inputs.area.value}'
    and h.period_span = 'quarter'
order by k.sort_order, k.kpi_id

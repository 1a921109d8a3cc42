-- Every indicator of one commune in one quarter, beside the median of the province and of communes
-- of like size, with its place and its change; the series behind is area_series
select
    k.kpi_id,
    k.short_name,
    k.unit,
    k.decimals,
    k.direction,
    k.lowest_area,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.is_small_number,
    v.wilson_low,
    v.wilson_high,
    v.comparability,
    r.province_median,
    r.province_rank,
    r.province_size,
    r.band_label,
    r.band_median,
    r.band_rank,
    r.band_size,
    r.unranked_reason,
    h.quarter_label,
    h.quarter_assessment,
    h.year_label,
    h.year_assessment
from marts.dim_kpi as k
left join
    marts.fct_kpi_values as v
    on v.kpi_id = k.kpi_id
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'
left join
    marts.fct_kpi_ranks as r
    on r.kpi_id = k.kpi_id
    and r.commune_code = '${inputs.area.value}'
    and r.period = '${inputs.period.value}'
    and r.period_span = 'quarter'
left join
    ${changes_beside} as h
    on h.kpi_id = k.kpi_id
    and h.area_code = '${inputs.area.value}'
    and h.period_span = 'quarter'
order by k.sort_order, k.kpi_id

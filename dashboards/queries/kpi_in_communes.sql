-- One indicator over one span in every commune, with its place on the map and among all communes
-- (rank 1 is the best, or the largest where the indicator has no direction)
select
    c.commune_code,
    c.commune_name,
    c.short_name,
    c.unit_type,
    c.principal_former_district,
    c.tile_row,
    c.tile_col,
    c.sort_order,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.wilson_low,
    v.wilson_high,
    coalesce(v.is_small_number, false) as is_small_number,
    v.comparability,
    r.province_rank,
    r.province_size,
    r.province_median,
    r.band_label,
    r.band_rank,
    r.band_size,
    r.unranked_reason,
    h.quarter_label,
    h.quarter_kind,
    h.year_label,
    h.year_kind
from marts.dim_commune as c
left join
    marts.fct_kpi_values as v
    on v.area_code = c.commune_code
    and v.kpi_id = '${inputs.kpi.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = '${inputs.span.value}'
left join
    marts.fct_kpi_ranks as r
    on r.commune_code = c.commune_code
    and r.kpi_id = '${inputs.kpi.value}'
    and r.period = '${inputs.period.value}'
    and r.period_span = '${inputs.span.value}'
left join
    ${changes_beside} as h
    on h.area_code = c.commune_code
    and h.kpi_id = '${inputs.kpi.value}'
    and h.period_span = '${inputs.span.value}'
order by c.sort_order

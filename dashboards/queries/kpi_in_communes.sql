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
    q.change_label as quarter_label,
    q.change_kind as quarter_kind,
    y.change_label as year_label,
    y.change_kind as year_kind
from marts.dim_commune as c
left join
    marts.fct_kpi_values as v
    on v.area_code = c.commune_code
    and v.kpi_id = '${inputs.kpi.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = '${inputs.span.value}'
left join
    marts.fct_kpi_ranks as r
    on r.commune_code = v.area_code
    and r.kpi_id = v.kpi_id
    and r.period = v.period
    and r.period_span = v.period_span
left join
    marts.fct_kpi_changes as q
    on q.area_code = v.area_code
    and q.kpi_id = v.kpi_id
    and q.period = v.period
    and q.period_span = v.period_span
    and q.comparison = 'previous_quarter'
left join
    marts.fct_kpi_changes as y
    on y.area_code = v.area_code
    and y.kpi_id = v.kpi_id
    and y.period = v.period
    and y.period_span = v.period_span
    and y.comparison in ('same_quarter_last_year', 'year_to_date_last_year')
order by c.sort_order

-- In which indicators one commune stands first or last among communes of like size
select
    r.kpi_id,
    k.short_name,
    k.unit,
    k.decimals,
    k.direction,
    r.period_span,
    r.value,
    r.province_rank,
    r.province_size,
    r.band_label,
    r.band_rank,
    r.band_size,
    r.band_median,
    r.unranked_reason
from marts.fct_kpi_ranks as r
inner join marts.dim_kpi as k on k.kpi_id = r.kpi_id
where r.commune_code = '${inputs.area.value}' and r.period = '${inputs.period.value}'
order by k.sort_order, r.period_span

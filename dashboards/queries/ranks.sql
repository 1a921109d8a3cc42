-- What place each commune has for one indicator, among all communes and among those of like size
select
    r.commune_code,
    c.commune_name,
    r.value,
    r.province_rank,
    r.province_size,
    r.province_median,
    r.band,
    r.band_label,
    r.band_rank,
    r.band_size,
    r.band_median,
    r.unranked_reason
from marts.fct_kpi_ranks as r
inner join marts.dim_commune as c on c.commune_code = r.commune_code
where
    r.kpi_id = '${inputs.kpi.value}'
    and r.period = '${inputs.period.value}'
    and r.period_span = '${inputs.span.value}'
order by r.province_rank nulls last, c.sort_order

-- What every commune brings into a number of the province, with how many entries stand behind it
select
    c.commune_code,
    c.commune_name,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    coalesce(x.entries, 0) as entries
from marts.dim_commune as c
left join
    marts.fct_kpi_values as v
    on v.area_code = c.commune_code
    and v.kpi_id = '${inputs.kpi.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'
left join
    (
        select commune_code, count(*) as entries
        from marts.fct_kpi_cells
        where kpi_id = '${inputs.kpi.value}' and period = '${inputs.period.value}'
        group by commune_code
    ) as x
    on x.commune_code = c.commune_code
order by v.numerator desc nulls last, c.sort_order

-- What every commune brings into a number of the province, with how many entries stand behind it
select
    v.commune_code,
    v.commune_name,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    coalesce(x.entries, 0) as entries
from ${values_of_communes} as v
left join
    (
        select commune_code, count(*) as entries
        from marts.fct_kpi_cells
        where kpi_id = '${inputs.kpi.value}' and period = '${inputs.period.value}'
        group by commune_code
    ) as x
    on x.commune_code = v.commune_code
order by v.numerator desc nulls last, v.sort_order

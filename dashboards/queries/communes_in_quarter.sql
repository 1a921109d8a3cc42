-- Every indicator of every commune in one quarter: the appendix by commune
select
    v.kpi_id,
    c.commune_code,
    c.commune_name,
    v.value,
    v.value_state,
    v.value_reason,
    v.is_small_number
from marts.dim_commune as c
inner join
    marts.fct_kpi_values as v
    on v.area_code = c.commune_code
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'
order by c.sort_order, v.kpi_id

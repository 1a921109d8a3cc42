-- Published numbers of one or all indicators, areas and quarters; an empty input means all
select
    v.kpi_id,
    k.name,
    k.unit,
    k.decimals,
    v.area_code,
    coalesce(c.commune_name, 'Tỉnh Lào Cai') as area_name,
    v.period,
    v.period_calendar,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.source_used,
    v.reporting_units,
    v.expected_units,
    v.is_small_number,
    v.comparability
from marts.fct_kpi_values as v
inner join marts.dim_kpi as k on k.kpi_id = v.kpi_id
left join marts.dim_commune as c on c.commune_code = v.area_code
where
    ('${inputs.kpi.value}' = '' or v.kpi_id = '${inputs.kpi.value}')
    and ('${inputs.area.value}' = '' or v.area_code = '${inputs.area.value}')
    and ('${inputs.period.value}' = '' or v.period = '${inputs.period.value}')
order by k.sort_order, v.kpi_id, v.period, v.area_kind desc, c.sort_order

-- One published number with what it was made of
select
    v.kpi_id,
    k.name,
    k.short_name,
    k.unit,
    k.decimals,
    k.additivity,
    k.scale,
    k.numerator_text,
    k.denominator_text,
    v.area_code,
    coalesce(c.commune_name, 'Tỉnh Lào Cai') as area_name,
    v.period,
    p.label as period_label,
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
inner join marts.dim_period as p on p.period = v.period and p.period_calendar = v.period_calendar
left join marts.dim_commune as c on c.commune_code = v.area_code
where
    v.kpi_id = '${inputs.kpi.value}'
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'

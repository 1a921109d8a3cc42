-- Which targets and plans an area reached by one quarter, and how far it is from each
select
    t.kpi_id,
    k.short_name,
    k.unit,
    k.decimals,
    t.period_span,
    t.value,
    t.target,
    t.target_kind,
    t.gap,
    t.fulfilment_pct,
    t.target_state,
    t.target_id,
    t.target_version,
    t.target_source
from marts.fct_kpi_targets as t
inner join marts.dim_kpi as k on k.kpi_id = t.kpi_id
where t.area_code = '${inputs.area.value}' and t.period = '${inputs.period.value}'
order by k.sort_order, t.period_span

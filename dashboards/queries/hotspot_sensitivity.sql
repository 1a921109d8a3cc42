-- How many communes would have another colour if one weight were other
select
    s.component,
    n.component_name,
    s.weight_factor,
    100.0 * (s.weight_factor - 1) as weight_change_pct,
    s.communes,
    s.communes_changed,
    s.communes_red,
    s.communes_amber,
    s.communes_green,
    s.communes_grey
from marts.fct_hotspot_sensitivity as s
left join
    (select distinct component, component_name from marts.fct_hotspot_components) as n
    on n.component = s.component
where s.period = '${inputs.period.value}'
order by s.component, s.weight_factor

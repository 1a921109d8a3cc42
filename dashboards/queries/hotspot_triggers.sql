-- Which facts turned a commune red at once in one quarter, with the cells that say so;
-- an empty area means all communes
select
    t.commune_code,
    c.commune_name,
    t.place,
    t.trigger_id,
    t.trigger_name,
    t.value,
    t.threshold,
    t.unit,
    t.form,
    t.file_name,
    t.sheet,
    t.cell
from marts.fct_hotspot_triggers as t
inner join marts.dim_commune as c on c.commune_code = t.commune_code
where
    t.period = '${inputs.period.value}'
    and ('${inputs.area.value}' = '' or t.commune_code = '${inputs.area.value}')
order by c.sort_order, t.place

-- What happened in an area in one quarter, all kinds together, newest first, each with the address
-- of its row; an empty quarter means all
select
    h.kind,
    h.kind_name,
    h.event_id,
    h.commune_code,
    coalesce(a.area_name, 'Tỉnh Lào Cai') as commune_name,
    h.period,
    h.happened_on,
    h.ended_on,
    h.what,
    h.outcome,
    h.industry,
    h.figure,
    h.figure_unit,
    h.load_id,
    h.file_name,
    h.form,
    h.sheet,
    h.row,
    h.cell
from ${all_events} as h
inner join
    marts.bridge_area_members as m
    on m.area_code = '${inputs.area.value}'
    and m.member_code
    = case when m.area_kind = 'industrial_zone' then h.zone_code else h.commune_code end
left join marts.dim_area as a on a.area_code = h.commune_code
where '${inputs.period.value}' = '' or h.period = '${inputs.period.value}'
order by h.happened_on desc nulls last, h.kind, h.event_id

-- The strikes and other stoppages of an area over all quarters, newest first, each with the address
-- of its row: the list and the timeline
select
    s.event_id,
    s.commune_code,
    coalesce(a.area_name, 'Tỉnh Lào Cai') as commune_name,
    z.area_name as zone_name,
    s.period,
    s.event_type,
    s.event_type_name,
    s.started_on,
    s.ended_on,
    s.calendar_days,
    s.workers_involved,
    s.workers_indirect,
    s.days_lost,
    s.is_workers_estimate,
    s.is_days_estimate,
    s.procedure_followed,
    s.procedure_name,
    s.led_by_name,
    s.hours_until_authorities,
    s.outcome_name,
    s.is_preliminary,
    s.industry,
    s.agency_code,
    s.load_id,
    s.file_name,
    s.file_sha256,
    s.form,
    s.sheet,
    s.row,
    s.cell
from marts.fct_stoppages as s
inner join
    marts.bridge_area_members as m
    on m.area_code = '${inputs.area.value}'
    and m.member_code
    = case when m.area_kind = 'industrial_zone' then s.zone_code else s.commune_code end
left join marts.dim_area as a on a.area_code = s.commune_code
left join marts.dim_area as z on z.area_code = s.zone_code
order by s.started_on desc nulls last, a.sort_order, s.event_id

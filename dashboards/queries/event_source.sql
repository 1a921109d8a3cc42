-- The row of a register behind one event, with the address of its cell and the indicator that
-- counts it
select
    e.record_name as kind,
    e.kpi_id,
    k.short_name,
    e.event_id,
    e.commune_code,
    coalesce(a.area_name, 'Tỉnh Lào Cai') as area_name,
    e.period,
    p.label as period_label,
    e.happened_on,
    e.agency_code,
    e.load_id,
    e.file_name,
    e.file_sha256,
    e.sheet,
    e.row,
    e.cell
from ${all_events} as e
inner join marts.dim_kpi as k on k.kpi_id = e.kpi_id
inner join marts.dim_period as p on p.period = e.period and p.period_calendar = k.period_calendar
left join marts.dim_area as a on a.area_code = e.commune_code
where e.event_id = '${inputs.event.value}'

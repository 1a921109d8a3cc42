-- The row of a register behind one event, with the address of its cell and the indicator that
-- counts it
with
    events as (
        select
            'Vụ tranh chấp' as kind,
            'DS-01' as kpi_id,
            event_id,
            commune_code,
            period,
            received_on as happened_on,
            agency_code,
            load_id,
            file_name,
            file_sha256,
            sheet,
            row,
            cell
        from marts.fct_disputes
        union all
        select
            event_type_name,
            'DS-06',
            event_id,
            commune_code,
            period,
            started_on,
            agency_code,
            load_id,
            file_name,
            file_sha256,
            sheet,
            row,
            cell
        from marts.fct_stoppages
        union all
        select
            'Đơn vị được kiểm tra',
            'CI-01',
            event_id,
            commune_code,
            period,
            happened_on,
            agency_code,
            load_id,
            file_name,
            file_sha256,
            sheet,
            row,
            cell
        from marts.fct_inspections
        union all
        select
            'Quyết định xử phạt',
            'CI-06',
            event_id,
            commune_code,
            period,
            decided_on,
            agency_code,
            load_id,
            file_name,
            file_sha256,
            sheet,
            row,
            cell
        from marts.fct_penalties
        union all
        select
            'Cuộc tuyên truyền',
            'OE-01',
            event_id,
            commune_code,
            period,
            held_on,
            agency_code,
            load_id,
            file_name,
            file_sha256,
            sheet,
            row,
            cell
        from marts.fct_outreach_sessions
    )

select
    e.kind,
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
from events as e
inner join marts.dim_kpi as k on k.kpi_id = e.kpi_id
inner join marts.dim_period as p on p.period = e.period and p.period_calendar = k.period_calendar
left join marts.dim_area as a on a.area_code = e.commune_code
where e.event_id = '${inputs.event.value}'

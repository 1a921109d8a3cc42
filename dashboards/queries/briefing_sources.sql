-- The sheets of received files that the numbers of the province in one quarter rest on, one row an
-- indicator and sheet: how many of its cells count, and the first and the last of them
with
    placed as (
        select
            x.kpi_id,
            x.member_code,
            x.period,
            x.agency_code,
            x.file_name,
            x.file_sha256,
            x.load_id,
            x.form,
            x.sheet,
            x.cell,
            x.row,
            k.period_calendar,
            k.sort_order,
            case
                when x.role = 'numerator' then k.numerator_time else k.denominator_time
            end as time_rule
        from marts.fct_kpi_cells as x
        inner join marts.dim_kpi as k on k.kpi_id = x.kpi_id and k.additivity <> 'INDEX'
        where x.kind = 'cell'
    ),

    names as (
        select r.agency_code, max(r.agency_name) as agency_name
        from marts.fct_reporting_status as r
        group by r.agency_code
    )

select
    p.kpi_id,
    p.file_name,
    p.file_sha256,
    p.load_id,
    p.form,
    p.sheet,
    p.agency_code,
    names.agency_name,
    count(distinct p.cell) as cells,
    min_by(p.cell, p.row) as first_cell,
    max_by(p.cell, p.row) as last_cell
from placed as p
inner join
    marts.bridge_span_periods as s
    on s.period_calendar = p.period_calendar
    and s.time_rule = p.time_rule
    and s.event_period = p.period
    and s.period = '${inputs.period.value}'
    and s.period_span = 'quarter'
inner join
    marts.bridge_kpi_members as m
    on m.kpi_id = p.kpi_id
    and m.member_code = p.member_code
    and m.period = s.period
    and m.period_calendar = s.period_calendar
    and m.period_span = s.period_span
inner join
    marts.bridge_area_members as a on a.member_code = p.member_code and a.area_code = 'province'
left join names on names.agency_code = p.agency_code
group by
    p.kpi_id,
    p.sort_order,
    p.file_name,
    p.file_sha256,
    p.load_id,
    p.form,
    p.sheet,
    p.agency_code,
    names.agency_name
order by p.sort_order, p.file_name, p.sheet

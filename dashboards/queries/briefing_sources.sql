-- The sheets of received files that the numbers of an area (no zone) rest on in one quarter and
-- span, one row an indicator and sheet: how many of its cells count, and the first and the last
with
    counted as (select * from ${counted_members}),

    placed as (
        select
            x.*,
            -- in a sheet's own order: by row, and A to Z before AA within one
            lpad('' || x.row, 9, '0') || lpad(x.cell, 12, ' ') as place
        from marts.fct_kpi_cells as x
        inner join
            counted as c
            on c.kpi_id = x.kpi_id
            and c.role = x.role
            and c.member_code = x.member_code
            and c.event_period = x.period
        where x.kind = 'cell'
    ),

    sheets as (
        select
            x.kpi_id,
            x.load_id,
            x.file_name,
            x.file_sha256,
            x.form,
            x.sheet,
            x.agency_code,
            count(distinct x.cell) as cells,
            min_by(x.cell, x.place) as first_cell,
            max_by(x.cell, x.place) as last_cell
        from placed as x
        group by x.kpi_id, x.load_id, x.file_name, x.file_sha256, x.form, x.sheet, x.agency_code
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
    p.cells,
    p.first_cell,
    p.last_cell
from sheets as p
inner join marts.dim_kpi as k on k.kpi_id = p.kpi_id
left join names on names.agency_code = p.agency_code
order by k.sort_order, p.file_name, p.sheet

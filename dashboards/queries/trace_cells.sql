-- The cells, ledger entries and nil returns behind a number, commune by commune
select
    x.role,
    x.kind,
    x.commune_code,
    c.commune_name,
    x.agency_code,
    x.file_name,
    x.file_sha256,
    x.load_id,
    x.form,
    x.sheet,
    x.cell,
    x.row,
    x.column_name,
    x.value,
    x.weight,
    x.note
from marts.fct_kpi_cells as x
left join marts.dim_commune as c on c.commune_code = x.commune_code
where
    x.kpi_id = '${inputs.kpi.value}'
    and x.period = '${inputs.period.value}'
    and ('${inputs.area.value}' = 'province' or x.commune_code = '${inputs.area.value}')
order by c.sort_order, x.role desc, x.file_name, x.sheet, x.row, x.cell

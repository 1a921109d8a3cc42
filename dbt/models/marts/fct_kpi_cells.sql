-- The lineage of every value that is shown: a cell without a number and the numerator of a
-- ratio that has no denominator carry nothing and are left out.
select
    cells.kpi_id,
    cells.commune_code,
    cells.period,
    cells.role,
    cells.kind,
    cells.load_id,
    cells.agency_code,
    cells.file_name,
    cells.file_sha256,
    cells.form,
    cells.sheet,
    cells.cell,
    cells.row_no as {{ adapter.quote("row") }},
    cells.column_name,
    cells.value,
    cells.weight,
    cells.note,
    cells.entity_key,
    cells.zone_code
from {{ ref("int_kpi_cells") }} as cells
inner join
    {{ ref("int_kpi_commune_values") }} as commune_values
    on cells.kpi_id = commune_values.kpi_id
    and cells.commune_code = commune_values.commune_code
    and cells.period = commune_values.period
where commune_values.is_counted and cells.value is not null

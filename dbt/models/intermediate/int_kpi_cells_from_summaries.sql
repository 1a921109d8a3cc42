-- Indicators that are plain columns of a summary form: which column feeds which is a seed.
select
    columns.kpi_id,
    figures.commune_code,
    figures.period,
    columns.role,
    figures.kind,
    figures.load_id,
    figures.form,
    figures.sheet,
    figures.cell,
    figures.row_no,
    figures.column_name,
    figures.value,
    cast(1 as double) as weight,
    case when figures.kind = 'nil' then 'báo cáo không phát sinh' end as note,
    figures.form as source_used,
    false as is_limited
from {{ ref("int_summary_figures") }} as figures
inner join
    {{ ref("kpi_columns") }} as columns
    on figures.form = columns.form
    and figures.column_name = columns.column_name

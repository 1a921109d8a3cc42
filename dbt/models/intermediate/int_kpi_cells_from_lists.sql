-- The same indicators as from the summaries, counted from the lists that decide over them.
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
    figures.note,
    figures.form as source_used,
    false as is_limited
from {{ ref("int_list_figures") }} as figures
inner join {{ ref("forms") }} as forms on figures.form = forms.form
inner join
    {{ ref("kpi_columns") }} as columns
    on forms.summarised_by = columns.form
    and figures.figure = columns.column_name

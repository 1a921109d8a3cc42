-- The same indicators as from the summaries, counted from the lists that decide over them.
with
    cells as (
        select figures.*, columns.kpi_id, columns.role
        from {{ ref("int_list_figures") }} as figures
        inner join {{ ref("forms") }} as forms on figures.form = forms.form
        inner join
            {{ ref("kpi_columns") }} as columns
            on forms.summarised_by = columns.form
            and figures.figure = columns.column_name
    )

    {{ kpi_cells("cells", {"kind": "kind", "note": "note", "source_used": "form"}) }}

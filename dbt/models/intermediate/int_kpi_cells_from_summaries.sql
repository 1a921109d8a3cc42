-- Indicators that are plain columns of a summary form: which column feeds which is a seed.
with
    cells as (
        select figures.*, columns.kpi_id, columns.role
        from {{ ref("int_summary_figures") }} as figures
        inner join
            {{ ref("kpi_columns") }} as columns
            on figures.form = columns.form
            and figures.column_name = columns.column_name
    )

    {{
        kpi_cells(
            "cells",
            {
                "kind": "kind",
                "note": (
                    "case when kind = 'nil' then 'báo cáo không phát sinh'"
                    " when column_name = 'attendances' and "
                    ~ is_round_number("value")
                    ~ " then 'số tròn nghìn, có thể là số ước' end"
                ),
                "source_used": "form",
            },
        )
    }}

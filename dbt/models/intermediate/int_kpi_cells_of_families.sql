{#- Every family of cells, one family a line; each ends in the macro kpi_cells. -#}
{% set families = [
    "int_kpi_cells_from_summaries",
    "int_kpi_cells_from_disputes",
    "int_kpi_cells_from_stoppages",
    "int_kpi_cells_from_employers",
    "int_kpi_cells_from_outreach",
    "int_kpi_cells_from_reach",
    "int_kpi_cells_from_media",
    "int_kpi_cells_from_submissions",
    "int_kpi_cells_from_employer_relations",
    "int_kpi_cells_from_insurance",
    "int_kpi_cells_from_unions",
    "int_kpi_cells_from_mandatory_cells",
    "int_kpi_cells_from_replacements",
    "int_kpi_cells_from_inspections",
    "int_kpi_cells_from_registers",
    "int_kpi_cells_from_requirements",
    "int_kpi_cells_from_penalties",
    "int_kpi_cells_from_repeats",
    "int_kpi_cells_from_staffing",
] %}

{% for family in families %}
    select {{ kpi_cell_columns().keys() | join(", ") }}
    from {{ ref(family) }}
    {% if not loop.last %}
        union all
    {% endif %}
{% endfor %}

{#- The columns of a family of cells (`int_kpi_cells_from_*`), in one order and with one type each, so
    that a family is its own CTEs and a last line `{{ kpi_cells("cells") }}`. A column is taken from
    the relation under its own name; `given` states another expression in SQL. What most families do
    not have is filled in: every row of `kind` cell, weight 1, added plainly (no entity), of no
    industrial zone, and file and sender those of the load.

    entity_key: cells of one indicator, role and entity count once within an area and a span (the
    largest). zone_code: the industrial zone that the row itself names. -#}
{% macro kpi_cells(relation, given={}) -%}
    {%- set defaults = {
        "kind": "'cell'",
        "agency_code": "null",
        "file_name": "null",
        "file_sha256": "null",
        "weight": "1",
        "note": "null",
        "is_limited": "false",
        "entity_key": "null",
        "zone_code": "null",
    } -%}
    select
        {% for column, type in kpi_cell_columns().items() %}
            cast(
                {{ given.get(column, defaults.get(column, column)) }} as {{ type }}
            ) as {{ column }}
            {%- if not loop.last %},{% endif %}
        {% endfor %}
    from {{ relation }}
{%- endmacro %}

{% macro kpi_cell_columns() -%}
    {{
        return(
            {
                "kpi_id": dbt.type_string(),
                "commune_code": dbt.type_string(),
                "period": dbt.type_string(),
                "role": dbt.type_string(),
                "kind": dbt.type_string(),
                "load_id": dbt.type_string(),
                "agency_code": dbt.type_string(),
                "file_name": dbt.type_string(),
                "file_sha256": dbt.type_string(),
                "form": dbt.type_string(),
                "sheet": dbt.type_string(),
                "cell": dbt.type_string(),
                "row_no": "integer",
                "column_name": dbt.type_string(),
                "value": "double",
                "weight": "double",
                "note": dbt.type_string(),
                "source_used": dbt.type_string(),
                "is_limited": "boolean",
                "entity_key": dbt.type_string(),
                "zone_code": dbt.type_string(),
            }
        )
    }}
{%- endmacro %}

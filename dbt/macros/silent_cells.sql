{#- The cells of a form that came and holds nothing for the quarter: a reported 0. `relation` has kpi_id,
    role, commune_code, period, load_id, sheet and is_nil_return, a row a table of the form. -#}
{% macro silent_cells(relation, form) -%}
    {{
        kpi_cells(
            relation,
            {
                "form": "'" ~ form ~ "'",
                "kind": "case when is_nil_return then 'nil' else 'ledger' end",
                "cell": "null",
                "row_no": "null",
                "column_name": "null",
                "value": "0",
                "note": "case when is_nil_return then 'báo cáo không phát sinh' else 'sổ đã gửi, không có dòng nào thuộc chỉ tiêu này trong kỳ' end",
                "source_used": "'" ~ form ~ "'",
            },
        )
    }}
{%- endmacro %}

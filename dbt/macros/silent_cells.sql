{#- The tables of a list that decides for a commune and quarter and says nothing there that counts, once
    for each indicator and role of `roles`. `counted` holds what counts, by commune_code and period, and
    by kpi_id if `each_kpi`. -#}
{% macro silent_tables(form, roles, counted, each_kpi=false) -%}
    select
        {{ roles }}.kpi_id,
        {{ roles }}.role,
        winning.commune_code,
        winning.period,
        winning.load_id,
        winning.sheet,
        winning.is_nil_return
    from {{ ref("int_deciding_forms") }} as deciding
    inner join
        {{ ref("int_winning_tables") }} as winning
        on deciding.form = winning.form
        and deciding.commune_code = winning.commune_code
        and deciding.period = winning.period
    cross join {{ roles }}
    where
        deciding.family = '{{ form }}'
        and deciding.form = '{{ form }}'
        and not exists (
            select 1
            from {{ counted }}
            where
                {{ counted }}.commune_code = deciding.commune_code
                and {{ counted }}.period = deciding.period
                {% if each_kpi %} and {{ counted }}.kpi_id = {{ roles }}.kpi_id {% endif %}
        )
{%- endmacro %}

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

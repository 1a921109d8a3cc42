{#- One row a figure of the summary forms that counts; a nil return is a figure of 0 in each column.
    A figure that a list states as well counts only where the summary decides (int_deciding_forms). -#}
{% set summaries = [
    (
        "inspection_summary",
        "stg_lake__inspection_summaries",
        [
            "inspections",
            "employers_inspected",
            "employers_violating",
            "violations",
            "penalty_decisions",
            "fines_vnd",
        ],
    ),
    (
        "outreach_summary",
        "stg_lake__outreach_summaries",
        [
            "sessions",
            "attendances",
            "media_items",
            "materials_distributed",
            "annual_plan_sessions",
        ],
    ),
    (
        "dispute_summary",
        "stg_lake__dispute_summaries",
        ["received_total", "mediated", "mediation_failed", "closing"],
    ),
    (
        "accident_summary",
        "stg_lake__accident_summaries",
        ["victims", "victims_dead", "victims_serious", "victims_light"],
    ),
] %}

with
    winning as (select * from {{ ref("int_winning_tables") }}),

    {% for form, model, columns in summaries %}
        {{ form }}_rows as (
            select
                winning.form,
                winning.commune_code,
                winning.period,
                winning.agency_district_code,
                winning.load_id,
                records.sheet,
                records.row_no,
                {% for column in columns %}
                    records.{{ column }},
                    records.{{ column }}_cell
                    {%- if not loop.last %},{% endif %}
                {% endfor %}
            from winning
            inner join
                {{ ref(model) }} as records
                on winning.load_id = records.load_id
                and winning.table_no = records.table_no
                and winning.commune_code = records.commune_code
                and winning.period = coalesce(records.period, winning.stated_period)
            where winning.form = '{{ form }}'
        ),
    {% endfor %}

    figures as (
        {% for form, model, columns in summaries %}
            {% set last_form = loop.last %}
            {% for column in columns %}
                select
                    form,
                    commune_code,
                    period,
                    agency_district_code,
                    load_id,
                    sheet,
                    row_no,
                    '{{ column }}' as column_name,
                    {{ column }}_cell as cell,
                    cast({{ column }} as double) as value,
                    'cell' as kind
                from {{ form }}_rows
                union all
                select
                    form,
                    commune_code,
                    period,
                    agency_district_code,
                    load_id,
                    sheet,
                    cast(null as integer) as row_no,
                    '{{ column }}' as column_name,
                    cast(null as {{ dbt.type_string() }}) as cell,
                    cast(0 as double) as value,
                    'nil' as kind
                from winning
                where form = '{{ form }}' and is_nil_return
                {% if not (loop.last and last_form) %}
                    union all
                {% endif %}
            {% endfor %}
        {% endfor %}
    )

select figures.*
from figures
left join
    {{ ref("listed_columns") }} as listed
    on figures.form = listed.summary_form
    and figures.column_name = listed.column_name
left join
    {{ ref("int_deciding_forms") }} as deciding
    on listed.list_form = deciding.family
    and figures.commune_code = deciding.commune_code
    and figures.period = deciding.period
    and coalesce(figures.agency_district_code, '') = coalesce(deciding.agency_district_code, '')
where listed.column_name is null or deciding.form = figures.form

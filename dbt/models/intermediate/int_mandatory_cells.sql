{#- Each mandatory figure of the forms that stand for a commune and quarter, as the commune sent them: its
    cell and whether it states a number. A mandatory name, date or code that is blank has sent its row back
    already, so that only figures can be missing here. "-" counts as stated where the form reads it as 0.
    The columns are those that the contracts require (tests/unit/test_dbt_project.py compares). -#}
{% set mandatory = [
    ("accident_summary", "stg_lake__accident_summaries", ["accidents", "victims"]),
    ("dispute_summary", "stg_lake__dispute_summaries", ["received_total"]),
    ("employer_register", "stg_lake__employers", ["workers"]),
    ("grassroots_media", "stg_lake__grassroots_media", ["broadcasts", "broadcast_time"]),
    ("inspection_list", "stg_lake__inspection_visits", ["violations"]),
    (
        "inspection_summary",
        "stg_lake__inspection_summaries",
        ["inspections", "employers_inspected", "employers_violating", "violations"],
    ),
    ("outreach_sessions", "stg_lake__outreach_sessions", ["attendances"]),
    ("outreach_summary", "stg_lake__outreach_summaries", ["sessions", "attendances"]),
    ("penalty_decisions", "stg_lake__penalty_decisions", ["fine_vnd"]),
    ("stoppage_log", "stg_lake__stoppages", ["workers_involved"]),
] %}

with
    standing as (
        select
            coalesce(agencies.commune_code, agencies.district_code) as commune_code,
            submissions.form,
            submissions.period,
            submissions.standing_load_id as load_id,
            tables.table_no
        from {{ ref("int_submissions_by_form") }} as submissions
        inner join
            {{ ref("stg_reference__agencies") }} as agencies
            on submissions.agency_code = agencies.agency_code
            and agencies.kind in ('commune', 'district')
        inner join
            {{ ref("int_accepted_tables") }} as tables
            on submissions.standing_load_id = tables.load_id
            and submissions.form = tables.form
    ),

    cells as (
        {% for form, model, columns in mandatory %}
            {% set last_form = loop.last %}
            {% for column in columns %}
                select
                    standing.commune_code,
                    standing.form,
                    standing.period,
                    standing.load_id,
                    records.sheet,
                    records.row_no,
                    '{{ column }}' as column_name,
                    records.{{ column }}_cell as cell,
                    records.{{ column }}_state as cell_state,
                    records.{{ column }} is not null as is_stated
                from standing
                inner join
                    {{ ref(model) }} as records
                    on standing.load_id = records.load_id
                    and standing.table_no = records.table_no
                    and standing.period = coalesce(records.period, standing.period)
                where standing.form = '{{ form }}'
                {% if not (loop.last and last_form) %}
                    union all
                {% endif %}
            {% endfor %}
        {% endfor %}
    )

select *
from cells
where cell is not null

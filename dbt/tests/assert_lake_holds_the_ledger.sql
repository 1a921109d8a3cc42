-- Written by `python -m ingest.contracts.dbt_sources`; do not edit.
-- The lake holds just the records the ledger says were stored: a lost file would otherwise
-- count as "reported, nothing to report".
{% set models = {
    "accident_summary": "stg_lake__accident_summaries",
    "alert_log": "stg_lake__alerts",
    "dispute_log": "stg_lake__dispute_cases",
    "dispute_summary": "stg_lake__dispute_summaries",
    "employer_register": "stg_lake__employers",
    "grassroots_media": "stg_lake__grassroots_media",
    "inspection_list": "stg_lake__inspection_visits",
    "inspection_summary": "stg_lake__inspection_summaries",
    "media_products": "stg_lake__media_products",
    "outreach_sessions": "stg_lake__outreach_sessions",
    "outreach_summary": "stg_lake__outreach_summaries",
    "penalty_decisions": "stg_lake__penalty_decisions",
    "social_insurance": "stg_lake__insured_employers",
    "stoppage_log": "stg_lake__stoppages",
    "union_summary": "stg_lake__union_summaries",
} %}

with
    in_lake as (
        {% for form, model in models.items() %}
            select '{{ form }}' as form, load_id, table_no, count(*) as records
            from {{ ref(model) }}
            group by load_id, table_no
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    )

select
    tables.load_id,
    tables.table_no,
    tables.form,
    tables.records as records_in_ledger,
    coalesce(in_lake.records, 0) as records_in_lake
from {{ ref("stg_ledger__load_tables") }} as tables
-- the rows of a load that was withdrawn long ago may have been removed (qhld gc)
inner join
    {{ ref("stg_ledger__loads") }} as loads
    on tables.load_id = loads.load_id
    and not loads.is_withdrawn
left join
    in_lake
    on tables.load_id = in_lake.load_id
    and tables.table_no = in_lake.table_no
    and tables.form = in_lake.form
where tables.is_accepted and tables.records <> coalesce(in_lake.records, 0)

{#- DS-01 by kind of dispute, place where it came in and cause (a case of several causes stands with
    each); DS-06 by kind of event; DS-07 those who stopped work themselves and those who had to. Kinds and
    causes are the summary's where it decides. -#}
{% set summed = [
    ("dispute_type", "individual", "received_individual"),
    ("dispute_type", "collective_rights", "received_collective_rights"),
    ("dispute_type", "collective_interests", "received_collective_interests"),
    ("dispute_cause", "wages", "cause_wages"),
    ("dispute_cause", "insurance", "cause_insurance"),
    ("dispute_cause", "termination", "cause_termination"),
    ("dispute_cause", "working_time", "cause_working_time"),
    ("dispute_cause", "discipline", "cause_discipline"),
    ("dispute_cause", "other", "cause_other"),
] %}

with
    deciding as (
        select distinct form, commune_code, period
        from {{ ref("int_deciding_forms") }}
        where family = 'dispute_log'
    ),

    cases as (
        select
            cases.commune_code,
            deciding.period,
            coalesce(cases.dispute_type, 'unknown') as dispute_type,
            coalesce(cases.channel, 'unknown') as channel,
            coalesce(cases.cause, 'unknown') as cause
        from {{ ref("int_matched_dispute_cases") }} as cases
        inner join
            deciding
            on deciding.form = 'dispute_log'
            and cases.commune_code = deciding.commune_code
            and cases.case_period = deciding.period
        where cases.place_in_case = 1
    ),

    causes as (
        select cases.commune_code, cases.period, categories.category
        from cases
        inner join
            {{ ref("breakdown_categories") }} as categories
            on categories.dimension = 'dispute_cause'
            and ';' || cases.cause || ';' like '%;' || categories.category || ';%'
    ),

    summaries as (
        select
            winning.period as counted_period,
            {% for dimension, category, column_name in summed %}
                records.{{ column_name }},
            {% endfor %}
            records.commune_code
        from {{ ref("int_winning_tables") }} as winning
        inner join
            deciding
            on deciding.form = 'dispute_summary'
            and winning.form = deciding.form
            and winning.commune_code = deciding.commune_code
            and winning.period = deciding.period
        inner join
            {{ ref("stg_lake__dispute_summaries") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.commune_code = records.commune_code
            and winning.period = coalesce(records.period, winning.stated_period)
    ),

    parts as (
        select
            'DS-01' as kpi_id,
            commune_code,
            period,
            'dispute_type' as dimension,
            dispute_type as category,
            1 as value
        from cases
        union all
        select 'DS-01', commune_code, period, 'dispute_channel', channel, 1
        from cases
        union all
        select 'DS-01', commune_code, period, 'dispute_cause', category, 1
        from causes
        {% for dimension, category, column_name in summed %}
            union all
            select
                'DS-01',
                commune_code,
                counted_period,
                '{{ dimension }}',
                '{{ category }}',
                {{ column_name }}
            from summaries
        {% endfor %}
        union all
        select 'DS-06', commune_code, period, 'event_type', coalesce(event_type, 'unknown'), 1
        from {{ ref("int_stoppage_events") }}
        union all
        select 'DS-07', commune_code, period, 'involvement', 'direct', workers_involved
        from {{ ref("int_stoppage_events") }}
        union all
        select 'DS-07', commune_code, period, 'involvement', 'indirect', workers_indirect
        from {{ ref("int_stoppage_events") }}
    )

select
    kpi_id,
    commune_code,
    period,
    'numerator' as role,
    dimension,
    category,
    cast(null as {{ dbt.type_string() }}) as entity_key,
    cast(value as double) as value
from parts
where value is not null

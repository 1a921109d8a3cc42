{#- CI-06 by group of violations, decree, authority and subject. The fine of a decision with several groups is
    not divided: it is of "several groups". What is annulled is taken back in the same category. -#}
{% set dimensions = ["violation_chapter", "legal_base", "authority", "subject"] %}

with
    decisions as (select * from {{ ref("int_counted_penalty_decisions") }}),

    decrees as (
        select
            decisions.record_id,
            min(chapters.decree) as first_decree,
            max(chapters.decree) as last_decree
        from decisions
        inner join
            {{ ref("stg_reference__violation_chapters") }} as chapters
            on ';' || decisions.violation_chapters || ';' like '%;' || chapters.code || ';%'
        group by decisions.record_id
    ),

    described as (
        select
            decisions.counted_commune_code as commune_code,
            decisions.period,
            decisions.annulled_period,
            decisions.decision_key,
            decisions.fine_vnd,
            case
                when decisions.violation_chapters is null
                then 'unknown'
                when decisions.violation_chapters like '%;%'
                then 'multiple'
                else decisions.violation_chapters
            end as violation_chapter,
            case
                when decrees.first_decree is null
                then 'unknown'
                when decrees.first_decree <> decrees.last_decree
                then 'multiple'
                else 'decree_' || replace(decrees.first_decree, '/', '_')
            end as legal_base,
            coalesce(decisions.authority, 'unknown') as authority,
            coalesce(decisions.subject, 'unknown') as subject
        from decisions
        left join decrees on decisions.record_id = decrees.record_id
    ),

    parts as (
        {% for dimension in dimensions %}
            select
                commune_code,
                period,
                '{{ dimension }}' as dimension,
                {{ dimension }} as category,
                decision_key as entity_key,
                fine_vnd as value
            from described
            union all
            select
                commune_code, annulled_period, '{{ dimension }}', {{ dimension }}, null, - fine_vnd
            from described
            where annulled_period is not null
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    )

select
    'CI-06' as kpi_id,
    commune_code,
    period,
    'numerator' as role,
    dimension,
    category,
    entity_key,
    cast(value as double) as value
from parts
where value is not null

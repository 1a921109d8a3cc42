{#- The parts of an indicator that are never read as one, by commune and quarter of the event: one line a
    family. A family gives kpi_id, commune_code, period, role, dimension, category, entity_key (counts
    once, with its largest value; null is added plainly) and value. -#}
{% set families = [
    "int_kpi_breakdowns_from_inspections",
    "int_kpi_breakdowns_from_penalties",
    "int_kpi_breakdowns_from_disputes",
    "int_kpi_breakdowns_from_outreach",
    "int_kpi_breakdowns_from_relations",
] %}

with
    parts as (
        {% for family in families %}
            select kpi_id, commune_code, period, role, dimension, category, entity_key, value
            from {{ ref(family) }}
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    ),

    once as (
        select kpi_id, commune_code, period, role, dimension, category, max(value) as value
        from parts
        where entity_key is not null
        group by kpi_id, commune_code, period, role, dimension, category, entity_key
        union all
        select kpi_id, commune_code, period, role, dimension, category, value
        from parts
        where entity_key is null
    ),

    summed as (
        select
            kpi_id,
            commune_code,
            period,
            dimension,
            category,
            sum(case when role = 'numerator' then value end) as numerator,
            sum(case when role = 'denominator' then value end) as denominator
        from once
        group by kpi_id, commune_code, period, dimension, category
    )

select
    summed.kpi_id,
    summed.commune_code,
    summed.period,
    kpis.period_calendar,
    summed.dimension,
    summed.category,
    coalesce(dimensions.dimension_name, summed.dimension) as dimension_name,
    coalesce(categories.category_name, chapters.chapter_name, summed.category) as category_name,
    summed.numerator,
    summed.denominator
from summed
inner join {{ ref("kpis") }} as kpis on summed.kpi_id = kpis.kpi_id
inner join
    {{ ref("int_observed_periods") }} as periods
    on summed.period = periods.period
    and kpis.period_calendar = periods.period_calendar
left join
    (select distinct dimension, dimension_name from {{ ref("breakdown_categories") }}) as dimensions
    on summed.dimension = dimensions.dimension
left join
    {{ ref("breakdown_categories") }} as categories
    on summed.dimension = categories.dimension
    and summed.category = categories.category
left join
    (
        select code, max(chapter_name) as chapter_name
        from {{ ref("stg_reference__violation_chapters") }}
        group by code
    ) as chapters
    on summed.dimension = 'violation_chapter'
    and summed.category = chapters.code

{#- OE-01 by topic (a session of several topics stands with each) and by form, where what was embedded in another
    event stands although the indicator leaves it out; OE-05 by kind of product, those published again beside
    them, and by language; OE-06 by the unit in which the time was written, as it was written. -#}
{% set topics = ["political", "labour_law", "insurance", "safety", "union", "other"] %}
{% set products = ["news", "articles", "reports", "short_videos", "infographics", "podcasts"] %}

with
    deciding as (
        select distinct form, commune_code, period
        from {{ ref("int_deciding_forms") }}
        where family = 'outreach_sessions'
    ),

    sessions as (
        select
            sessions.commune_code,
            deciding.period,
            sessions.is_embedded,
            coalesce(sessions.session_form, 'unknown') as session_form,
            coalesce(sessions.topics, 'unknown') as topics
        from {{ ref("int_matched_outreach_sessions") }} as sessions
        inner join
            deciding
            on deciding.form = 'outreach_sessions'
            and sessions.commune_code = deciding.commune_code
            and sessions.event_period = deciding.period
        where sessions.place_in_session = 1
    ),

    winning as (
        select *
        from {{ ref("int_winning_tables") }}
        where form in ('outreach_summary', 'media_products', 'grassroots_media')
    ),

    summaries as (
        select
            winning.period as counted_period,
            {% for topic in topics %} records.topic_{{ topic }},{% endfor %}
            records.commune_code
        from winning
        inner join
            deciding
            on winning.form = deciding.form
            and winning.commune_code = deciding.commune_code
            and winning.period = deciding.period
        inner join
            {{ ref("stg_lake__outreach_summaries") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.commune_code = records.commune_code
            and winning.period = coalesce(records.period, winning.stated_period)
    ),

    media as (
        select
            winning.commune_code,
            winning.period as counted_period,
            {% for product in products %} records.{{ product }},{% endfor %}
            records.republished,
            coalesce(records.language, 'unknown') as language,
            {% for product in products %}
                coalesce(records.{{ product }}, 0) {% if not loop.last %} +{% endif %}
            {% endfor %}
            - coalesce(records.republished, 0) as first_published
        from winning
        inner join
            {{ ref("stg_lake__media_products") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.period = coalesce(records.period, winning.stated_period)
        where winning.commune_code = '{{ var("province_code") }}'
    ),

    parts as (
        select
            'OE-01' as kpi_id,
            commune_code,
            period,
            'session_form' as dimension,
            session_form as category,
            cast(1 as double) as value
        from sessions
        union all
        select 'OE-01', sessions.commune_code, sessions.period, 'topic', categories.category, 1
        from sessions
        inner join
            {{ ref("breakdown_categories") }} as categories
            on categories.dimension = 'topic'
            and ';' || sessions.topics || ';' like '%;' || categories.category || ';%'
        where not sessions.is_embedded
        {% for topic in topics %}
            union all
            select 'OE-01', commune_code, counted_period, 'topic', '{{ topic }}', topic_{{ topic }}
            from summaries
        {% endfor %}
        {% for product in products + ["republished"] %}
            union all
            select 'OE-05', commune_code, counted_period, 'product', '{{ product }}', {{ product }}
            from media
        {% endfor %}
        union all
        select
            'OE-05',
            media.commune_code,
            media.counted_period,
            'language',
            categories.category,
            media.first_published
        from media
        inner join
            {{ ref("breakdown_categories") }} as categories
            on categories.dimension = 'language'
            and ';' || media.language || ';' like '%;' || categories.category || ';%'
        union all
        select
            'OE-06',
            winning.commune_code,
            winning.period,
            'broadcast_unit',
            coalesce(records.broadcast_unit, 'unstated'),
            records.broadcast_time
        from winning
        inner join
            {{ ref("stg_lake__grassroots_media") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.commune_code = coalesce(records.commune_code, winning.agency_commune_code)
            and winning.period = coalesce(records.period, winning.stated_period)
    )

select
    kpi_id,
    commune_code,
    period,
    'numerator' as role,
    dimension,
    category,
    cast(null as {{ dbt.type_string() }}) as entity_key,
    value
from parts
where value is not null

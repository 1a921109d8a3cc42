-- CI-01 by kind and form of the inspection (the form from the summary as well, where it decides),
-- CI-04 by form: planned inspections and those on complaint are never read together.
with
    visits as (
        select
            commune_code,
            period,
            inspection_key,
            employer_id,
            inspection_type,
            coalesce(inspection_form, 'unknown') as inspection_form,
            case when violations > 0 then 1 when violations = 0 then 0 end as is_violating
        from {{ ref("int_counted_inspection_visits") }}
    ),

    -- as the summary says it, for communes whose summary decides
    summaries as (
        select
            winning.commune_code,
            winning.period,
            records.inspections_planned,
            records.inspections_unannounced,
            records.inspections_on_complaint
        from {{ ref("int_winning_tables") }} as winning
        inner join
            {{ ref("int_deciding_forms") }} as deciding
            on deciding.family = 'inspection_list'
            and winning.form = deciding.form
            and winning.commune_code = deciding.commune_code
            and winning.period = deciding.period
        inner join
            {{ ref("stg_lake__inspection_summaries") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.commune_code = records.commune_code
            and winning.period = coalesce(records.period, winning.stated_period)
        where winning.form = 'inspection_summary'
    ),

    parts as (
        select
            'CI-01' as kpi_id,
            commune_code,
            period,
            'numerator' as role,
            'inspection_type' as dimension,
            inspection_type as category,
            inspection_key as entity_key,
            1 as value
        from visits
        union all
        select
            'CI-01',
            commune_code,
            period,
            'numerator',
            'inspection_form',
            inspection_form,
            inspection_key,
            1
        from visits
        union all
        select
            'CI-04',
            commune_code,
            period,
            'numerator',
            'inspection_form',
            inspection_form,
            employer_id,
            is_violating
        from visits
        union all
        select
            'CI-04',
            commune_code,
            period,
            'denominator',
            'inspection_form',
            inspection_form,
            employer_id,
            1
        from visits
        {% for form in ["planned", "unannounced", "on_complaint"] %}
            union all
            select
                'CI-01',
                commune_code,
                period,
                'numerator',
                'inspection_form',
                '{{ form }}',
                null,
                inspections_{{ form }}
            from summaries
        {% endfor %}
    )

select
    kpi_id,
    commune_code,
    period,
    role,
    dimension,
    category,
    entity_key,
    cast(value as double) as value
from parts
where value is not null

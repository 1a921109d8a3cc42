-- Violations of inspections and penalty decisions, a group of the dictionary a row; what names no
-- group has one row without it.
with
    happened as (
        select 'inspection_list' as form, record_id, commune_code, period
        from {{ ref("int_counted_inspection_visits") }}
        union all
        select 'penalty_decisions', record_id, counted_commune_code, period
        from {{ ref("int_counted_penalty_decisions") }}
    ),

    chapters as (
        select code, max(chapter_name) as chapter_name
        from {{ ref("stg_reference__violation_chapters") }}
        group by code
    )

select
    events.record_id as event_id,
    events.form,
    happened.commune_code,
    happened.period,
    forms.period_calendar,
    events.happened_on,
    events.chapter as violation_chapter,
    coalesce(chapters.chapter_name, 'Không xếp được nhóm') as violation_name,
    industries.industry
from {{ ref("int_violation_events") }} as events
inner join happened on events.form = happened.form and events.record_id = happened.record_id
inner join {{ ref("forms") }} as forms on events.form = forms.form
inner join
    {{ ref("int_observed_periods") }} as periods
    on happened.period = periods.period
    and forms.period_calendar = periods.period_calendar
left join chapters on events.chapter = chapters.code
left join
    {{ ref("int_employer_industries") }} as industries
    on events.employer_id = industries.employer_id
order by happened.commune_code, happened.period, events.record_id, violation_chapter

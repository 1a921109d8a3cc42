-- Inspected employers that count, a visit a row: an inspection that takes in several employers is
-- several rows with one `inspection_key`. Where a summary decides there are only its totals.
with
    chapters as (
        select code, max(chapter_name) as chapter_name
        from {{ ref("stg_reference__violation_chapters") }}
        group by code
    ),

    found as (
        select
            visits.record_id,
            {{ dbt.listagg("chapters.chapter_name", "'; '", "order by chapters.code") }}
            as violation_names
        from {{ ref("int_counted_inspection_visits") }} as visits
        inner join
            chapters on ';' || visits.violation_chapters || ';' like '%;' || chapters.code || ';%'
        group by visits.record_id
    )

select
    visits.record_id as event_id,
    {{ dbt.hash("visits.inspection_key") }} as inspection_key,
    visits.commune_code,
    visits.period,
    forms.period_calendar,
    visits.decided_on,
    visits.happened_on,
    visits.inspection_type,
    types.category_name as inspection_type_name,
    coalesce(visits.inspection_form, 'unknown') as inspection_form,
    inspection_forms.category_name as inspection_form_name,
    visits.inspection_form = 'planned' as is_planned,
    cast(visits.workers as integer) as workers,
    coalesce(visits.ownership, 'unknown') as ownership,
    owners.category_name as ownership_name,
    industries.industry,
    cast(visits.violations as integer) as violations,
    visits.violation_chapters,
    found.violation_names,
    cast(visits.requirements as integer) as requirements,
    cast(visits.requirements_done as integer) as requirements_done,
    cast(visits.requirements_in_progress as integer) as requirements_in_progress,
    cast(visits.requirements_overdue as integer) as requirements_overdue,
    visits.remedy_due_on,
    visits.remedied_on,
    visits.reminded as is_reminded,
    visits.referred_for_penalty as is_referred_for_penalty,
    visits.referred_to_police as is_referred_to_police,
    visits.agency_code,
    visits.load_id,
    loads.file_name,
    loads.file_sha256,
    'inspection_list' as form,
    visits.sheet,
    cast(visits.row_no as integer) as {{ adapter.quote("row") }},
    visits.inspection_cell as cell
from {{ ref("int_counted_inspection_visits") }} as visits
inner join {{ ref("forms") }} as forms on forms.form = 'inspection_list'
inner join
    {{ ref("int_observed_periods") }} as periods
    on visits.period = periods.period
    and forms.period_calendar = periods.period_calendar
inner join {{ ref("stg_ledger__loads") }} as loads on visits.load_id = loads.load_id
left join found on visits.record_id = found.record_id
left join
    {{ ref("int_employer_industries") }} as industries
    on visits.employer_id = industries.employer_id
    {{ join_words("types", "inspection_type", "visits.inspection_type") }}
    {{ join_words("inspection_forms", "inspection_form", "visits.inspection_form") }}
    {{ join_words("owners", "ownership", "visits.ownership") }}
order by visits.commune_code, visits.period, visits.happened_on, visits.record_id

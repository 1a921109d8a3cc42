-- Each inspected employer once a decision, in its newest version, with the quarter in which the
-- inspection ended.
with
    {{
        current_log_entries(
            ref("stg_lake__inspection_visits"),
            "inspection_list",
            "concluded_on",
            case_number="(decision_no || ' ' || employer_key)",
        )
    }}

select
    entries.record_id,
    entries.load_id,
    entries.sheet,
    entries.row_no,
    entries.agency_code,
    entries.entry_commune_code as commune_code,
    entries.event_period,
    -- One inspection may take in several employers and communes: it is known by number and day of
    -- its decision, since every commune numbers from 1; without a number each row is one.
    coalesce(
        {{ fold_text("nullif(trim(entries.decision_no), '')") }}
        || ' '
        || coalesce(
            cast(entries.decided_on as {{ dbt.type_string() }}),
            'năm ' || substring(entries.event_period, 1, 4)
        ),
        entries.record_id
    ) as inspection_key,
    coalesce(entries.decision_no_cell, entries.employer_cell) as inspection_cell,
    employers.employer_id,
    entries.employer_cell,
    entries.workers,
    entries.workers_cell,
    coalesce(entries.inspection_type, 'check') as inspection_type,
    case
        when entries.inspection_form is not null
        then entries.inspection_form
        when entries.on_complaint
        then 'on_complaint'
        when entries.unannounced
        then 'unannounced'
        when entries.planned
        then 'planned'
    end as inspection_form,
    entries.decided_on,
    coalesce(entries.concluded_on, entries.decided_on) as happened_on,
    entries.violations,
    entries.violations_cell,
    entries.violation_chapters,
    entries.violation_chapters_cell,
    entries.requirements,
    entries.requirements_cell,
    entries.requirements_done,
    entries.requirements_overdue,
    entries.remedy_due_on,
    entries.remedy_due_on_cell,
    entries.remedied_on,
    entries.remedied_on_cell,
    entries.ownership,
    entries.requirements_in_progress,
    entries.reminded,
    entries.referred_for_penalty,
    entries.referred_to_police
from current_entries as entries
inner join
    {{ ref("int_record_employers") }} as employers
    on entries.record_id = employers.record_id
    and employers.form = 'inspection_list'

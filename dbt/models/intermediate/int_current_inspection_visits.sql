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
    record_id,
    load_id,
    sheet,
    row_no,
    agency_code,
    entry_commune_code as commune_code,
    event_period,
    -- one inspection may take in several employers; without a number each row is one
    coalesce({{ fold_text("nullif(trim(decision_no), '')") }}, record_id) as inspection_key,
    coalesce(decision_no_cell, employer_cell) as inspection_cell,
    coalesce(nullif(employer_key, ''), record_id) as employer_key,
    employer_cell,
    violations,
    violations_cell
from current_entries

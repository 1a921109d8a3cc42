-- Each penalty decision once (each act of it, where acts stand in rows of their own), in its newest
-- version, with the quarter in which it was decided.
with
    {{
        current_log_entries(
            ref("stg_lake__penalty_decisions"),
            "penalty_decisions",
            "decided_on",
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
    -- one decision may punish several acts; without a number each row is one
    coalesce({{ fold_text("nullif(trim(decision_no), '')") }}, record_id) as decision_key,
    coalesce(decision_no_cell, fine_vnd_cell) as decision_cell,
    fine_vnd,
    fine_vnd_cell
from current_entries

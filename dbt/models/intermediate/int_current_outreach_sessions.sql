-- Each outreach session once an agency, in its newest version, with the quarter in which it was
-- held.
with
    {{
        current_log_entries(
            ref("stg_lake__outreach_sessions"), "outreach_sessions", "held_on", named="place"
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
    held_on,
    held_on_cell,
    {{ fold_text("trim(place)") }} as place_key,
    {{ fold_text("trim(lead_unit)") }} as lead_key,
    nullif({{ remove_pattern("tax_code", "[^0-9;]") }}, '') as tax_codes,
    tax_code_cell,
    topics,
    session_form,
    attendances,
    attendances_cell,
    lead_unit,
    attendances_female,
    attendances_ethnic,
    materials,
    cost_vnd
from current_entries

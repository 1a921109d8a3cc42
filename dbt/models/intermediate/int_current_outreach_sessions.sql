-- Each outreach session once, in its newest version, with the quarter in which it was held.
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
    held_on_cell,
    attendances,
    attendances_cell
from current_entries

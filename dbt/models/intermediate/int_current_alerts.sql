-- Each early warning once an agency, in its newest version, with the quarter in which it was noted.
-- What turned out to be untrue is left out.
with {{ current_log_entries(ref("stg_lake__alerts"), "alert_log", "reported_on") }}

select
    record_id,
    load_id,
    sheet,
    row_no,
    agency_code,
    entry_commune_code as commune_code,
    event_period,
    coalesce(nullif(employer_key, ''), record_id) as employer_key,
    kind,
    kind_cell,
    workers,
    workers_cell,
    total_workers,
    months_unpaid,
    months_unpaid_cell
from current_entries
where coalesce(status, '') <> 'unfounded'

with
    source as (select * from {{ source("lake", "inspection_summary") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(commune as varchar) as commune_code,
            cast(inspections as bigint) as inspections,
            inspections_cell,
            inspections_state,
            cast(employers_inspected as bigint) as employers_inspected,
            employers_inspected_cell,
            employers_inspected_state,
            cast(employers_violating as bigint) as employers_violating,
            employers_violating_cell,
            employers_violating_state,
            cast(violations as bigint) as violations,
            violations_cell,
            violations_state,
            cast(penalty_decisions as bigint) as penalty_decisions,
            penalty_decisions_cell,
            cast(fines_vnd as bigint) as fines_vnd,
            fines_vnd_cell,
            cast(requirements as bigint) as requirements,
            requirements_cell,
            cast(requirements_done as bigint) as requirements_done,
            requirements_done_cell,
            cast(requirements_in_progress as bigint) as requirements_in_progress,
            requirements_in_progress_cell,
            cast(requirements_overdue as bigint) as requirements_overdue,
            requirements_overdue_cell,
            cast(reminded as bigint) as reminded,
            reminded_cell,
            cast(referred_for_penalty as bigint) as referred_for_penalty,
            referred_for_penalty_cell,
            cast(referred_to_police as bigint) as referred_to_police,
            referred_to_police_cell,
            cast(inspections_planned as bigint) as inspections_planned,
            inspections_planned_cell,
            cast(inspections_unannounced as bigint) as inspections_unannounced,
            inspections_unannounced_cell,
            cast(inspections_on_complaint as bigint) as inspections_on_complaint,
            inspections_on_complaint_cell
        from source
    )

select *
from renamed

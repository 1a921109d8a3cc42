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
            cast(employers_inspected as bigint) as employers_inspected,
            employers_inspected_cell,
            cast(employers_violating as bigint) as employers_violating,
            employers_violating_cell,
            cast(violations as bigint) as violations,
            violations_cell,
            cast(penalty_decisions as bigint) as penalty_decisions,
            penalty_decisions_cell,
            cast(fines_vnd as bigint) as fines_vnd,
            fines_vnd_cell
        from source
    )

select *
from renamed

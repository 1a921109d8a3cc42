with
    source as (select * from {{ source("lake", "dispute_log") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(case_no as varchar) as case_no,
            cast(received_on as date) as received_on,
            received_on_cell,
            cast(employer as varchar) as employer,
            employer_cell,
            cast(commune as varchar) as commune_code,
            cast(dispute_type as varchar) as dispute_type,
            cast(workers_involved as bigint) as workers_involved,
            workers_involved_cell,
            cast(closed_on as date) as closed_on,
            cast(outcome as varchar) as outcome,
            outcome_cell
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("lake", "stoppage_log") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(employer as varchar) as employer,
            employer_cell,
            cast(commune as varchar) as commune_code,
            cast(event_type as varchar) as event_type,
            cast(started_on as date) as started_on,
            started_on_cell,
            cast(workers_involved as bigint) as workers_involved,
            workers_involved_cell,
            workers_involved_state
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("lake", "employer_register") }}),

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
            cast(workers as bigint) as workers,
            workers_cell,
            cast(workers_insured as bigint) as workers_insured,
            workers_insured_cell,
            cast(status as varchar) as status
        from source
    )

select *
from renamed

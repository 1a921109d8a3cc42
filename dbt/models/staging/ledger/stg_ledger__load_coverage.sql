with
    source as (select * from {{ source("ledger", "load_coverage") }}),

    renamed as (
        select distinct load_id, cast(table_no as integer) as table_no, form, commune_code, period
        from source
        where commune_code is not null and period is not null
    )

select *
from renamed

with
    source as (select * from {{ source("reference", "agencies") }}),

    renamed as (
        select agency_code, name as agency_name, kind, nullif(commune_code, '') as commune_code
        from source
    )

select *
from renamed

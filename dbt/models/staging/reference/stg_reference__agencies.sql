with
    source as (select * from {{ source("reference", "agencies") }}),

    renamed as (
        select
            agency_code,
            name as agency_name,
            kind,
            nullif(commune_code, '') as commune_code,
            nullif(district_code, '') as district_code,
            cast(nullif(valid_to, '') as date) as valid_to
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("reference", "former_districts") }}),

    renamed as (
        select
            district_code,
            name as district_name,
            short_name,
            kind,
            former_province,
            cast(valid_to as date) as valid_to
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("reference", "commune_history") }}),

    renamed as (
        select
            old_code,
            old_name,
            old_district as district_name,
            old_province as former_province,
            commune_code,
            cast(valid_to as date) as valid_to
        from source
    )

select *
from renamed

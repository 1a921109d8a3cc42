with
    source as (select * from {{ source("reference", "hotspot_overrides") }}),

    renamed as (
        select
            commune_code,
            level,
            decided_by_role,
            reason,
            cast(nullif(valid_from, '') as date) as valid_from,
            cast(nullif(expires_on, '') as date) as expires_on
        from source
    )

select *
from renamed

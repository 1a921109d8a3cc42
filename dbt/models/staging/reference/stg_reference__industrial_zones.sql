with
    source as (select * from {{ source("reference", "industrial_zones") }}),

    renamed as (
        select
            zone_code,
            kind,
            name as zone_name,
            status,
            commune_codes,
            -- every name it goes by, folded, with a bar on both sides
            '|' || {{ fold_text("name || '|' || coalesce(aliases, '')") }} || '|' as name_keys
        from source
    )

select *
from renamed

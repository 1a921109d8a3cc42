-- The dated crosswalk: each former unit with the commune that it became part of.
with
    source as (select * from {{ source("reference", "commune_history") }}),

    districts as (select * from {{ ref("stg_reference__former_districts") }}),

    renamed as (
        select
            source.old_code,
            source.old_name,
            districts.district_code,
            districts.district_name,
            source.old_province as former_province,
            source.commune_code,
            cast(source.valid_to as date) as valid_to
        from source
        inner join districts on source.old_district = districts.district_name
    )

select *
from renamed

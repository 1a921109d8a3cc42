with
    source as (select * from {{ source("reference", "targets") }}),

    renamed as (
        select
            target_id,
            kpi_id,
            nullif(area_code, '') as area_code,
            cast(nullif(year, '') as integer) as year,
            cast(target as double) as target,
            target_kind,
            due,
            cast(version as integer) as version,
            cast(nullif(decided_on, '') as date) as decided_on,
            cast(valid_from as date) as valid_from,
            coalesce(cast(nullif(valid_to, '') as date), cast('9999-12-31' as date)) as valid_to,
            source as source_text
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("reference", "worker_bands") }}),

    renamed as (
        select
            cast(band as integer) as band,
            label as band_label,
            cast(from_workers as double) as from_workers,
            cast(nullif(to_workers, '') as double) as to_workers,
            cast(valid_from as date) as valid_from,
            coalesce(cast(nullif(valid_to, '') as date), cast('9999-12-31' as date)) as valid_to
        from source
    )

select *
from renamed

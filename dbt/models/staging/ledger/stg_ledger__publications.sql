with
    source as (select * from {{ source("ledger", "publications") }}),

    renamed as (
        select
            cast(publication_no as integer) as publication_no,
            release_id,
            previous_release_id,
            action,
            cast(published_at as timestamp) as published_at,
            rules_hash,
            published_at is null as is_build
        from source
    )

select *
from renamed

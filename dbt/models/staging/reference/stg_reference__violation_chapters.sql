with
    source as (select * from {{ source("reference", "violation_chapters") }}),

    renamed as (
        select
            code,
            name as chapter_name,
            decree,
            -- a decree whose articles are not listed has no groups yet
            nullif(articles, '') is not null as is_listed,
            cast(valid_from as date) as valid_from,
            coalesce(cast(nullif(valid_to, '') as date), date '9999-12-31') as valid_to
        from source
    )

select *
from renamed

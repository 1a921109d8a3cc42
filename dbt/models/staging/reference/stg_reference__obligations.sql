with
    source as (select * from {{ source("reference", "obligations") }}),

    renamed as (
        select
            agency_code,
            form,
            covers,
            calendar as period_calendar,
            frequency,
            cast(nullif(valid_from, '') as date) as valid_from,
            coalesce(cast(nullif(valid_to, '') as date), date '9999-12-31') as valid_to,
            cast(precedence as integer) as precedence,
            lower(expected) = 'true' as is_expected
        from source
    )

select *
from renamed

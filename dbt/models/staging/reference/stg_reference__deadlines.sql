with
    source as (select * from {{ source("reference", "deadlines") }}),

    renamed as (
        select
            form, agency_kind, period_calendar, period, cast(nullif(due_on, '') as date) as due_on
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("reference", "reporting_calendar") }}),

    renamed as (
        select
            period_calendar,
            period,
            cast(starts_on as date) as starts_on,
            cast(ends_on as date) as ends_on,
            cast(nullif(commune_deadline, '') as date) as commune_deadline,
            cast(nullif(department_deadline, '') as date) as department_deadline
        from source
    )

select *
from renamed

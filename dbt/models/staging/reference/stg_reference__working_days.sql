with
    source as (select * from {{ source("reference", "working_days") }}),

    renamed as (
        select
            cast(day as date) as day,
            lower(is_office_day) = 'true' as is_office_day,
            cast(office_day_no as integer) as office_day_no,
            lower(is_factory_day) = 'true' as is_factory_day,
            cast(factory_day_no as integer) as factory_day_no
        from source
    )

select *
from renamed

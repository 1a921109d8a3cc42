with
    source as (select * from {{ source("reference", "staffing") }}),

    renamed as (
        select
            agency_code,
            cast({{ adapter.quote("year") }} as integer) as staffed_year,
            cast(officers_fte as double) as officers_fte,
            source as stated_in
        from source
    )

select *
from renamed

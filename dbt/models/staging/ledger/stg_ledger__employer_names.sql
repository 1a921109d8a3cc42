with
    source as (select * from {{ source("ledger", "employer_names") }}),

    renamed as (
        select
            tax_code,
            employer_id,
            name as employer,
            source,
            agency_code,
            cast(valid_from as date) as valid_from,
            cast(valid_to as date) as valid_to
        from source
    )

select *
from renamed

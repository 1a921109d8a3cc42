with
    source as (select * from {{ source("ledger", "findings") }}),

    renamed as (
        select submission_id, severity, code, sheet, cell, found, allowed, message from source
    )

select *
from renamed

with
    source as (select * from {{ source("ledger", "accepted_warnings") }}),

    renamed as (
        select approval_no, cast(warning_no as integer) as warning_no, code, warning, reason
        from source
    )

select *
from renamed

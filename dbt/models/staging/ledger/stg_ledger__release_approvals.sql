with
    source as (select * from {{ source("ledger", "release_approvals") }}),

    renamed as (
        select
            approval_no, period, status, release_id, cast(approved_at as timestamp) as approved_at
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("ledger", "loads") }}),

    renamed as (
        select
            load_id,
            cast(load_seq as bigint) as load_seq,
            agency_code,
            file_name,
            file_sha256,
            stated_period,
            cast(received_at as timestamp) as received_at,
            received_at_stated as is_received_at_stated,
            is_replacement,
            withdrawn as is_withdrawn
        from source
    )

select *
from renamed

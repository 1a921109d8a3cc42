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
            is_correction,
            withdrawn as is_withdrawn,
            -- a file read again later keeps the place that it had when it came
            row_number() over (order by receipt_seq, load_seq) as receipt_order
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("ledger", "submissions") }}),

    renamed as (
        select
            submission_id,
            cast(attempt_seq as bigint) as attempt_seq,
            agency_code,
            form,
            period,
            cast(received_at as timestamp) as received_at,
            outcome,
            outcome in ('accepted', 'accepted_with_warnings') as is_accepted,
            file_name,
            file_sha256,
            load_id,
            cast(error_count as bigint) as error_count,
            cast(warning_count as bigint) as warning_count,
            is_reread
        from source
    )

select *
from renamed

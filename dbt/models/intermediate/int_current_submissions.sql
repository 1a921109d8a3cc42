-- Each form of each file as it was sent, by the newest reading of the file: what we read again was
-- sent once. `attempt` counts what an agency sent for a form and quarter, `acceptance` what of it
-- was accepted; the last attempt is the one whose findings are still open.
with
    readings as (
        select
            submissions.*,
            row_number() over (
                partition by
                    submissions.file_sha256,
                    submissions.agency_code,
                    submissions.form,
                    submissions.period,
                    submissions.received_at
                order by submissions.attempt_seq desc
            ) as age
        from {{ ref("stg_ledger__submissions") }} as submissions
    ),

    current_readings as (
        select
            readings.*,
            readings.is_accepted
            and readings.load_id is not null
            and not coalesce(loads.is_withdrawn, true) as is_standing,
            coalesce(loads.is_withdrawn, false) as is_withdrawn,
            coalesce(loads.is_replacement, false) as is_replacement,
            coalesce(loads.is_correction, false) as is_correction
        from readings
        left join {{ ref("stg_ledger__loads") }} as loads on readings.load_id = loads.load_id
        where readings.age = 1
    )

select
    *,
    row_number() over (
        partition by agency_code, form, period order by received_at, attempt_seq
    ) as attempt,
    row_number() over (
        partition by agency_code, form, period, is_accepted order by received_at, attempt_seq
    ) as acceptance,
    row_number() over (
        partition by agency_code, form, period order by received_at desc, attempt_seq desc
    )
    = 1 as is_latest
from current_readings

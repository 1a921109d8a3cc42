-- What became of each form of each agency in each quarter: first attempt, first acceptance,
-- and the load that stands now. A file that we read again was sent once: it counts as accepted from
-- the time at which it came.
with
    submissions as (
        select
            submissions.*,
            submissions.is_accepted
            and submissions.load_id is not null
            and not coalesce(loads.is_withdrawn, true) as is_standing,
            loads.receipt_order
        from {{ ref("stg_ledger__submissions") }} as submissions
        left join {{ ref("stg_ledger__loads") }} as loads on submissions.load_id = loads.load_id
        where
            submissions.agency_code is not null
            and submissions.form is not null
            and submissions.period is not null
    ),

    ordered as (
        select
            *,
            row_number() over (
                partition by agency_code, form, period order by received_at, attempt_seq
            ) as attempt,
            row_number() over (
                partition by agency_code, form, period, is_standing
                order by received_at, attempt_seq
            ) as attempt_of_its_kind,
            row_number() over (
                partition by agency_code, form, period, is_standing
                order by receipt_order desc, attempt_seq desc
            ) as recency
        from submissions
    ),

    nil_returns as (
        select load_id, form, min(case when is_nil_return then 1 else 0 end) = 1 as is_nil_return
        from {{ ref("int_accepted_tables") }}
        group by load_id, form
    )

select
    ordered.agency_code,
    ordered.form,
    ordered.period,
    cast(count(case when not ordered.is_reread then 1 end) as integer) as submissions,
    min(ordered.received_at) as first_received_at,
    min(case when ordered.is_standing then ordered.received_at end) as first_accepted_at,
    max(case when ordered.attempt = 1 then ordered.error_count end) as first_error_count,
    max(case when ordered.attempt = 1 and ordered.is_accepted then 1 else 0 end)
    = 1 as is_first_attempt_accepted,
    max(case when ordered.attempt = 1 then ordered.file_name end) as first_file_name,
    max(case when ordered.attempt = 1 then ordered.file_sha256 end) as first_file_sha256,
    max(case when ordered.attempt = 1 then ordered.load_id end) as first_load_id,
    max(
        case when ordered.is_standing and ordered.attempt_of_its_kind = 1 then ordered.file_name end
    ) as accepted_file_name,
    max(
        case
            when ordered.is_standing and ordered.attempt_of_its_kind = 1 then ordered.file_sha256
        end
    ) as accepted_file_sha256,
    max(
        case when ordered.is_standing and ordered.attempt_of_its_kind = 1 then ordered.load_id end
    ) as accepted_load_id,
    max(
        case when ordered.is_standing and ordered.recency = 1 then ordered.load_id end
    ) as standing_load_id,
    max(
        case
            when ordered.is_standing and ordered.recency = 1 and nil_returns.is_nil_return
            then 1
            else 0
        end
    )
    = 1 as is_nil_return
from ordered
left join nil_returns on ordered.load_id = nil_returns.load_id and ordered.form = nil_returns.form
group by ordered.agency_code, ordered.form, ordered.period

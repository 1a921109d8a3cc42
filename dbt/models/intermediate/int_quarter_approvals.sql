-- The newest approval of each quarter, and the publication whose values it is about. An approval
-- whose release was never published by us has none, and vouches for nothing.
with
    ranked as (
        select
            *,
            row_number() over (partition by period order by approval_no desc) as recency,
            count(*) over (partition by period) as approvals
        from {{ ref("stg_ledger__release_approvals") }}
    )

select
    ranked.period,
    ranked.approval_no,
    ranked.status,
    ranked.release_id,
    ranked.approved_at,
    cast(ranked.approvals as integer) as approvals,
    max(publications.publication_no) as publication_no
from ranked
left join
    {{ ref("stg_ledger__publications") }} as publications
    on ranked.release_id = publications.release_id
where ranked.recency = 1
group by 1, 2, 3, 4, 5, 6

-- The warnings that were accepted when a quarter was approved last, to print as footnotes.
select
    approvals.period,
    warnings.warning_no as footnote_no,
    warnings.code,
    warnings.warning,
    warnings.reason,
    approvals.status as approved_as,
    approvals.approved_at
from {{ ref("int_quarter_approvals") }} as approvals
inner join
    {{ ref("stg_ledger__accepted_warnings") }} as warnings
    on approvals.approval_no = warnings.approval_no

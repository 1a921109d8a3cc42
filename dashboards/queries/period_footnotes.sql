-- What must be printed below the figures of one quarter: accepted warnings with their reasons
select footnote_no, code, warning, reason, approved_as, approved_at
from marts.fct_period_footnotes
where period = '${inputs.period.value}'
order by footnote_no

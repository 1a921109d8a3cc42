-- The sum of the cells behind a number, which must give back its numerator and denominator
select
    role,
    sum(value * weight) as cells_sum,
    sum(case when kind = 'cell' then 1 else 0 end) as cells,
    sum(case when kind = 'ledger' then 1 else 0 end) as ledger_entries,
    sum(case when kind = 'nil' then 1 else 0 end) as nil_returns,
    sum(case when is_counted_elsewhere then 1 else 0 end) as counted_elsewhere,
    count(distinct file_sha256) as files
from ${trace_cells}
group by role
order by role desc

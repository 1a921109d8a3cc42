-- The sum of the cells behind a number, which must give back its numerator and denominator
select
    role,
    sum(value * weight) as cells_sum,
    count(*) filter (where kind = 'cell') as cells,
    count(*) filter (where kind = 'ledger') as ledger_entries,
    count(*) filter (where kind = 'nil') as nil_returns,
    count(distinct file_sha256) as files
from marts.fct_kpi_cells
where
    kpi_id = '${inputs.kpi.value}'
    and period = '${inputs.period.value}'
    and ('${inputs.area.value}' = 'province' or commune_code = '${inputs.area.value}')
group by role
order by role desc

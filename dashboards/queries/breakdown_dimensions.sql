-- By what an indicator is broken down, and in how many parts of which quarters
select
    dimension,
    dimension_name,
    count(distinct category) as categories,
    min(period) as first_period,
    max(period) as last_period
from marts.fct_kpi_breakdowns
where kpi_id = '${inputs.kpi.value}'
group by dimension, dimension_name
order by dimension

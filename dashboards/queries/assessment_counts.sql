-- How many indicators of the province moved for the better and for the worse since last quarter
select
    count(*) filter (where assessment = 'good') as good,
    count(*) filter (where assessment = 'bad') as bad,
    count(*) filter (where assessment = 'neutral') as neutral,
    count(*) filter (where assessment is null) as not_assessed
from marts.fct_kpi_changes
where
    area_code = 'province' and period = '${inputs.period.value}' and comparison = 'previous_quarter'

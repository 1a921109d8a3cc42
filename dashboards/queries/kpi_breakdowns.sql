-- The parts of one indicator in one quarter, of a commune or summed over the communes of the
-- province
select
    dimension,
    dimension_name,
    category,
    category_name,
    sum(numerator) as numerator,
    sum(denominator) as denominator
from marts.fct_kpi_breakdowns
where
    kpi_id = '${inputs.kpi.value}'
    and period = '${inputs.period.value}'
    and ('${inputs.area.value}' = 'province' or commune_code = '${inputs.area.value}')
group by dimension, dimension_name, category, category_name
order by dimension, numerator desc, category

-- The parts of one indicator of the province in one quarter by one dimension, and whether they make
-- up the whole of it (a dimension is known where lists came, and one case may be of several kinds)
with
    parts as (
        select
            b.dimension,
            b.dimension_name,
            b.category,
            b.category_name,
            sum(b.numerator) as cases,
            sum(sum(b.numerator)) over (partition by b.dimension) as all_cases
        from marts.fct_kpi_breakdowns as b
        where b.kpi_id = '${inputs.kpi.value}' and b.period = '${inputs.period.value}'
        group by b.dimension, b.dimension_name, b.category, b.category_name
    )

select
    parts.dimension,
    parts.dimension_name,
    parts.category,
    parts.category_name,
    parts.cases,
    parts.all_cases,
    coalesce(parts.all_cases = v.numerator, false) as is_whole
from parts
left join
    marts.fct_kpi_values as v
    on v.kpi_id = '${inputs.kpi.value}'
    and v.area_code = 'province'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'
order by parts.dimension, parts.cases desc, parts.category

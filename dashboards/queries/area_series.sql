-- Every indicator of one area over all quarters, oldest first: sparklines and the trend
select
    v.kpi_id,
    v.period,
    p.label,
    p.starts_on,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.reporting_units,
    v.expected_units,
    v.is_small_number,
    v.comparability
from marts.fct_kpi_values as v
inner join marts.dim_period as p on p.period = v.period and p.period_calendar = v.period_calendar
where v.area_code = '${inputs.area.value}' and v.period_span = 'quarter'
order by v.kpi_id, v.period

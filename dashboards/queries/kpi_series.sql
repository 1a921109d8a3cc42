-- One indicator over one span through all quarters, oldest first: of one area, or of every area of
-- a kind (an empty input means all)
select
    v.area_code,
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
    v.wilson_low,
    v.wilson_high,
    v.comparability
from marts.fct_kpi_values as v
inner join marts.dim_period as p on p.period = v.period and p.period_calendar = v.period_calendar
inner join marts.dim_area as a on a.area_code = v.area_code
where
    v.kpi_id = '${inputs.kpi.value}'
    and v.period_span = '${inputs.span.value}'
    and ('${inputs.area.value}' = '' or v.area_code = '${inputs.area.value}')
    and ('${inputs.kind.value}' = '' or v.area_kind = '${inputs.kind.value}')
order by a.sort_order, v.area_code, v.period

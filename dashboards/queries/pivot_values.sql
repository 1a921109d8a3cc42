-- One indicator in every area of a kind over all quarters, for one span: rows of a pivot; an empty
-- kind means all
select
    a.area_code,
    a.area_name,
    v.period,
    p.label,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.is_small_number,
    v.comparability
from marts.fct_kpi_values as v
inner join marts.dim_area as a on a.area_code = v.area_code
inner join marts.dim_period as p on p.period = v.period and p.period_calendar = v.period_calendar
where
    v.kpi_id = '${inputs.kpi.value}'
    and ('${inputs.kind.value}' = '' or v.area_kind = '${inputs.kind.value}')
    and v.period_span = '${inputs.span.value}'
order by a.sort_order, a.area_code, v.period

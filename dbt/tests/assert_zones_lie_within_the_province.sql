-- A zone is part of the province and never adds to it.
select zones.kpi_id, zones.area_code, zones.period, zones.period_span, zones.numerator
from {{ ref("fct_kpi_values") }} as zones
inner join
    {{ ref("fct_kpi_values") }} as province
    on zones.kpi_id = province.kpi_id
    and zones.period = province.period
    and zones.period_calendar = province.period_calendar
    and zones.period_span = province.period_span
    and province.area_kind = 'province'
where
    zones.area_kind = 'industrial_zone' and zones.numerator > coalesce(province.numerator, 0) + 1e-9

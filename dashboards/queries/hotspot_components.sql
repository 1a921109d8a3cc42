-- What each component brings into the hot-spot score of one commune in one quarter
select
    component,
    component_name,
    kpi_id,
    numerator,
    denominator,
    value,
    shrunken_value,
    unit,
    worse_when,
    half_from,
    full_from,
    band,
    weight,
    contribution,
    has_data,
    reason
from marts.fct_hotspot_components
where commune_code = '${inputs.area.value}' and period = '${inputs.period.value}'
order by sort_order, component

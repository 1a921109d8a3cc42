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
    -- what it brings with a full band: the weights with data make up 100
    case
        when has_data then 100.0 * weight / sum(case when has_data then weight end) over ()
    end as most_contribution,
    has_data,
    reason
from marts.fct_hotspot_components
where commune_code = '${inputs.area.value}' and period = '${inputs.period.value}'
order by sort_order, component

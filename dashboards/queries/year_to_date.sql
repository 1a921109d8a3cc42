-- Every indicator of one area from the beginning of the year, beside the year before to the same
-- day
select
    k.kpi_id,
    k.short_name,
    k.unit,
    k.decimals,
    k.direction,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.is_partial,
    v.comparability,
    v.comparability_reason,
    h.base_period,
    h.base_value,
    h.change_abs,
    h.change_pct,
    h.change_kind,
    h.change_label,
    h.assessment,
    h.comparability as change_comparability
from marts.dim_kpi as k
inner join
    marts.fct_kpi_values as v
    on v.kpi_id = k.kpi_id
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'year_to_date'
left join
    marts.fct_kpi_changes as h
    on h.kpi_id = v.kpi_id
    and h.area_code = v.area_code
    and h.period = v.period
    and h.comparison = 'year_to_date_last_year'
order by k.sort_order, k.kpi_id

-- Every indicator of one area in one quarter, beside the previous quarter and a year before
select
    k.kpi_id,
    k.name,
    k.short_name,
    k.unit,
    k.decimals,
    k.direction,
    v.value,
    v.value_state,
    v.value_reason,
    v.reporting_units,
    v.expected_units,
    v.is_small_number,
    v.comparability,
    q.change_kind as quarter_kind,
    q.change_abs as quarter_abs,
    q.change_pct as quarter_pct,
    q.change_label as quarter_label,
    q.assessment as quarter_assessment,
    q.comparability as quarter_comparability,
    q.base_period as quarter_base_period,
    q.base_value as quarter_base_value,
    y.change_kind as year_kind,
    y.change_abs as year_abs,
    y.change_pct as year_pct,
    y.change_label as year_label,
    y.assessment as year_assessment,
    y.comparability as year_comparability,
    y.base_period as year_base_period,
    y.base_value as year_base_value
from marts.dim_kpi as k
left join
    marts.fct_kpi_values as v
    on v.kpi_id = k.kpi_id
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'
left join
    marts.fct_kpi_changes as q
    on q.kpi_id = k.kpi_id
    and q.area_code = '${inputs.area.value}'
    and q.period = '${inputs.period.value}'
    and q.comparison = 'previous_quarter'
left join
    marts.fct_kpi_changes as y
    on y.kpi_id = k.kpi_id
    and y.area_code = '${inputs.area.value}'
    and y.period = '${inputs.period.value}'
    and y.comparison = 'same_quarter_last_year'
order by k.sort_order, k.kpi_id

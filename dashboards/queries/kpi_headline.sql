-- One number with its means of judgement: interval, coverage, and the change against the quarter
-- before and the same time of the year before
select
    k.kpi_id,
    k.name,
    k.short_name,
    k.unit,
    k.decimals,
    k.direction,
    k.additivity,
    k.scale,
    k.lowest_area,
    v.area_code,
    a.area_kind,
    a.area_name,
    p.starts_on,
    p.ends_on,
    v.period_span,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.reporting_units,
    v.expected_units,
    v.is_partial,
    v.is_small_number,
    v.wilson_low,
    v.wilson_high,
    v.comparability,
    v.comparability_reason,
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
from marts.fct_kpi_values as v
inner join marts.dim_kpi as k on k.kpi_id = v.kpi_id
inner join marts.dim_area as a on a.area_code = v.area_code
inner join marts.dim_period as p on p.period = v.period and p.period_calendar = v.period_calendar
left join
    marts.fct_kpi_changes as q
    on q.kpi_id = v.kpi_id
    and q.area_code = v.area_code
    and q.period = v.period
    and q.period_span = v.period_span
    and q.comparison = 'previous_quarter'
left join
    marts.fct_kpi_changes as y
    on y.kpi_id = v.kpi_id
    and y.area_code = v.area_code
    and y.period = v.period
    and y.period_span = v.period_span
    and y.comparison in ('same_quarter_last_year', 'year_to_date_last_year')
where
    v.kpi_id = '${inputs.kpi.value}'
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = '${inputs.span.value}'

-- How one indicator moved in every area of a kind, against one base: the quarter before
-- (`previous_quarter`), the same quarter or the year to date of the year before
-- (`same_quarter_last_year`, `year_to_date_last_year`). An empty kind means all.
select
    h.area_code,
    a.area_kind,
    a.area_name,
    h.period_span,
    h.base_period,
    h.base_value,
    h.value,
    h.change_abs,
    h.change_pct,
    h.change_kind,
    h.change_label,
    h.assessment,
    h.comparability
from marts.fct_kpi_changes as h
inner join marts.dim_area as a on a.area_code = h.area_code
where
    h.kpi_id = '${inputs.kpi.value}'
    and h.period = '${inputs.period.value}'
    and h.comparison = '${inputs.comparison.value}'
    and ('${inputs.kind.value}' = '' or a.area_kind = '${inputs.kind.value}')
order by a.sort_order, h.area_code

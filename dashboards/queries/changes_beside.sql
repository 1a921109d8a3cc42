-- Every number of one quarter beside the quarter before (quarter_…) and the same time of the year
-- before (year_…): a row each indicator, area and span; part of the queries that name it
select
    h.kpi_id,
    h.area_code,
    h.period_span,
    max(h.change_kind) filter (where h.comparison = 'previous_quarter') as quarter_kind,
    max(h.change_abs) filter (where h.comparison = 'previous_quarter') as quarter_abs,
    max(h.change_pct) filter (where h.comparison = 'previous_quarter') as quarter_pct,
    max(h.change_label) filter (where h.comparison = 'previous_quarter') as quarter_label,
    max(h.assessment) filter (where h.comparison = 'previous_quarter') as quarter_assessment,
    max(h.comparability) filter (where h.comparison = 'previous_quarter') as quarter_comparability,
    max(h.base_period) filter (where h.comparison = 'previous_quarter') as quarter_base_period,
    max(h.base_value) filter (where h.comparison = 'previous_quarter') as quarter_base_value,
    max(h.change_kind) filter (where h.comparison <> 'previous_quarter') as year_kind,
    max(h.change_abs) filter (where h.comparison <> 'previous_quarter') as year_abs,
    max(h.change_pct) filter (where h.comparison <> 'previous_quarter') as year_pct,
    max(h.change_label) filter (where h.comparison <> 'previous_quarter') as year_label,
    max(h.assessment) filter (where h.comparison <> 'previous_quarter') as year_assessment,
    max(h.comparability) filter (where h.comparison <> 'previous_quarter') as year_comparability,
    max(h.base_period) filter (where h.comparison <> 'previous_quarter') as year_base_period,
    max(h.base_value) filter (where h.comparison <> 'previous_quarter') as year_base_value
from marts.fct_kpi_changes as h
where
    h.period = '${inputs.period.value}'
    and h.comparison in ('previous_quarter', 'same_quarter_last_year', 'year_to_date_last_year')
group by h.kpi_id, h.area_code, h.period_span

-- Every indicator of one area in one quarter, beside the previous quarter and a year before
with
    changes as (
        select
            h.kpi_id,
            max(h.change_kind) filter (where h.comparison = 'previous_quarter') as quarter_kind,
            max(h.change_abs) filter (where h.comparison = 'previous_quarter') as quarter_abs,
            max(h.change_pct) filter (where h.comparison = 'previous_quarter') as quarter_pct,
            max(h.change_label) filter (where h.comparison = 'previous_quarter') as quarter_label,
            max(h.assessment) filter (
                where h.comparison = 'previous_quarter'
            ) as quarter_assessment,
            max(h.comparability) filter (
                where h.comparison = 'previous_quarter'
            ) as quarter_comparability,
            max(h.base_period) filter (
                where h.comparison = 'previous_quarter'
            ) as quarter_base_period,
            max(h.base_value) filter (
                where h.comparison = 'previous_quarter'
            ) as quarter_base_value,
            max(h.change_kind) filter (where h.comparison = 'same_quarter_last_year') as year_kind,
            max(h.change_abs) filter (where h.comparison = 'same_quarter_last_year') as year_abs,
            max(h.change_pct) filter (where h.comparison = 'same_quarter_last_year') as year_pct,
            max(h.change_label) filter (
                where h.comparison = 'same_quarter_last_year'
            ) as year_label,
            max(h.assessment) filter (
                where h.comparison = 'same_quarter_last_year'
            ) as year_assessment,
            max(h.comparability) filter (
                where h.comparison = 'same_quarter_last_year'
            ) as year_comparability,
            max(h.base_period) filter (
                where h.comparison = 'same_quarter_last_year'
            ) as year_base_period,
            max(h.base_value) filter (
                where h.comparison = 'same_quarter_last_year'
            ) as year_base_value
        from marts.fct_kpi_changes as h
        where
            h.area_code = '${inputs.area.value}'
            and h.period = '${inputs.period.value}'
            and h.comparison in ('previous_quarter', 'same_quarter_last_year')
        group by h.kpi_id
    )

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
    h.quarter_kind,
    h.quarter_abs,
    h.quarter_pct,
    h.quarter_label,
    h.quarter_assessment,
    h.quarter_comparability,
    h.quarter_base_period,
    h.quarter_base_value,
    h.year_kind,
    h.year_abs,
    h.year_pct,
    h.year_label,
    h.year_assessment,
    h.year_comparability,
    h.year_base_period,
    h.year_base_value
from marts.dim_kpi as k
left join
    marts.fct_kpi_values as v
    on v.kpi_id = k.kpi_id
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'
left join changes as h on h.kpi_id = k.kpi_id
order by k.sort_order, k.kpi_id

-- Every indicator of one commune in one quarter, beside the median of the province and of communes
-- of like size, with its place and its change; the series behind is area_series
with
    changes as (
        select
            h.kpi_id,
            max(h.change_label) filter (where h.comparison = 'previous_quarter') as quarter_label,
            max(h.assessment) filter (
                where h.comparison = 'previous_quarter'
            ) as quarter_assessment,
            max(h.change_label) filter (
                where h.comparison = 'same_quarter_last_year'
            ) as year_label,
            max(h.assessment) filter (
                where h.comparison = 'same_quarter_last_year'
            ) as year_assessment
        from marts.fct_kpi_changes as h
        where
            h.area_code = '${inputs.area.value}'
            and h.period = '${inputs.period.value}'
            and h.comparison in ('previous_quarter', 'same_quarter_last_year')
        group by h.kpi_id
    )

select
    k.kpi_id,
    k.short_name,
    k.unit,
    k.decimals,
    k.direction,
    k.lowest_area,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.is_small_number,
    v.wilson_low,
    v.wilson_high,
    v.comparability,
    r.province_median,
    r.province_rank,
    r.province_size,
    r.band_label,
    r.band_median,
    r.band_rank,
    r.band_size,
    r.unranked_reason,
    h.quarter_label,
    h.quarter_assessment,
    h.year_label,
    h.year_assessment
from marts.dim_kpi as k
left join
    marts.fct_kpi_values as v
    on v.kpi_id = k.kpi_id
    and v.area_code = '${inputs.area.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'
left join
    marts.fct_kpi_ranks as r
    on r.kpi_id = k.kpi_id
    and r.commune_code = '${inputs.area.value}'
    and r.period = '${inputs.period.value}'
    and r.period_span = 'quarter'
left join changes as h on h.kpi_id = k.kpi_id
order by k.sort_order, k.kpi_id

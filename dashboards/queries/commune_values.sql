-- One indicator in one quarter for every commune, ranked; small bases come after all others
with
    changes as (
        select
            h.area_code,
            max(h.change_label) filter (where h.comparison = 'previous_quarter') as quarter_label,
            max(h.change_kind) filter (where h.comparison = 'previous_quarter') as quarter_kind,
            max(h.assessment) filter (
                where h.comparison = 'previous_quarter'
            ) as quarter_assessment,
            max(h.base_value) filter (
                where h.comparison = 'previous_quarter'
            ) as quarter_base_value,
            max(h.change_label) filter (
                where h.comparison = 'same_quarter_last_year'
            ) as year_label,
            max(h.assessment) filter (
                where h.comparison = 'same_quarter_last_year'
            ) as year_assessment
        from marts.fct_kpi_changes as h
        where
            h.kpi_id = '${inputs.kpi.value}'
            and h.period = '${inputs.period.value}'
            and h.comparison in ('previous_quarter', 'same_quarter_last_year')
        group by h.area_code
    )

select
    c.commune_code,
    c.commune_name,
    c.short_name,
    c.unit_type,
    c.former_province,
    c.principal_former_district,
    c.tile_row,
    c.tile_col,
    c.sort_order,
    v.value,
    v.numerator,
    v.denominator,
    v.value_state,
    v.value_reason,
    v.source_used,
    v.is_small_number,
    v.comparability,
    case
        when v.value_state = 'value' and not v.is_small_number
        then
            rank() over (
                partition by v.value_state = 'value' and not v.is_small_number order by v.value desc
            )
    end as rank_high,
    h.quarter_label,
    h.quarter_kind,
    h.quarter_assessment,
    h.quarter_base_value,
    h.year_label,
    h.year_assessment
from marts.dim_commune as c
left join
    marts.fct_kpi_values as v
    on v.area_code = c.commune_code
    and v.kpi_id = '${inputs.kpi.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'
left join changes as h on h.area_code = c.commune_code
order by c.sort_order

-- One indicator in one quarter for every commune, ranked; small bases come after all others
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
left join
    ${changes_beside} as h
    on h.area_code = c.commune_code
    and h.kpi_id = '${inputs.kpi.value}'
    and h.period_span = 'quarter'
order by c.sort_order

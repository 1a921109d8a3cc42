-- One indicator in one quarter in every commune, whether it has a number or not; part of the
-- queries that name it
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
    v.comparability
from marts.dim_commune as c
left join
    marts.fct_kpi_values as v
    on v.area_code = c.commune_code
    and v.kpi_id = '${inputs.kpi.value}'
    and v.period = '${inputs.period.value}'
    and v.period_span = 'quarter'

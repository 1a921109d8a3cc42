-- Upper limits of five map classes of one indicator over one span, from its values above zero in
-- all quarters, so a colour means the same in every quarter of this release
select
    unnest(quantile_disc(value, [0.2, 0.4, 0.6, 0.8, 1.0])) as upper_limit,
    unnest([1, 2, 3, 4, 5]) as class_no
from marts.fct_kpi_values
where
    kpi_id = '${inputs.kpi.value}'
    and area_kind = 'commune'
    and period_span = '${inputs.span.value}'
    and value_state = 'value'
    and value > 0

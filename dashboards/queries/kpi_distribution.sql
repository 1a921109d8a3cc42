-- How one indicator is spread over the communes in every quarter, oldest first; communes with few
-- cases are counted apart
select
    v.period,
    p.label,
    count(*) filter (where not v.is_small_number) as communes,
    count(*) filter (where v.is_small_number) as small_communes,
    min(v.value) filter (where not v.is_small_number) as lowest,
    quantile_cont(v.value, 0.25) filter (where not v.is_small_number) as quarter_below,
    median(v.value) filter (where not v.is_small_number) as middle,
    quantile_cont(v.value, 0.75) filter (where not v.is_small_number) as quarter_above,
    max(v.value) filter (where not v.is_small_number) as highest
from marts.fct_kpi_values as v
inner join marts.dim_period as p on p.period = v.period and p.period_calendar = v.period_calendar
where
    v.kpi_id = '${inputs.kpi.value}'
    and v.area_kind = 'commune'
    and v.period_span = 'quarter'
    and v.value_state = 'value'
group by v.period, p.label
order by v.period

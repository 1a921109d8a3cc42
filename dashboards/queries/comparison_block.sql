-- Every indicator of one area in one quarter as official reports compare it: beside the quarter
-- before and a year before, from the beginning of the year beside the year before, beside its
-- target, with the communes that are missing (named where they are known one by one)
with
    silent as (
        select
            v.kpi_id,
            count(*) as communes,
            string_agg(a.area_name, ', ' order by a.sort_order) as names
        from marts.fct_kpi_values as v
        inner join marts.dim_area as a on a.area_code = v.area_code
        where
            '${inputs.area.value}' = 'province'
            and v.area_kind = 'commune'
            and v.period = '${inputs.period.value}'
            and v.period_span = 'quarter'
            and v.value_state = 'null'
        group by v.kpi_id
    ),

    communes as (select count(*) as communes from marts.dim_commune),

    quarters as (select * from ${scorecard}),

    years as (select * from ${year_to_date}),

    goals as (select * from ${targets})

select
    s.*,
    k.additivity,
    case
        when s.expected_units > s.reporting_units then s.expected_units - s.reporting_units else 0
    end as missing_units,
    s.expected_units > communes.communes as is_by_quarters,
    case
        when silent.communes = s.expected_units - s.reporting_units then silent.names
    end as missing_names,
    y.value as ytd_value,
    y.value_state as ytd_value_state,
    y.value_reason as ytd_value_reason,
    y.is_partial as ytd_is_partial,
    y.base_period as ytd_base_period,
    y.base_value as ytd_base_value,
    y.change_abs as ytd_abs,
    y.change_pct as ytd_pct,
    y.change_kind as ytd_kind,
    y.change_comparability as ytd_comparability,
    coalesce(t.target, u.target) as target,
    coalesce(t.target_kind, u.target_kind) as target_kind,
    coalesce(t.fulfilment_pct, u.fulfilment_pct) as fulfilment_pct,
    coalesce(t.target_state, u.target_state) as target_state,
    coalesce(t.gap, u.gap) as target_gap,
    coalesce(t.target_source, u.target_source) as target_source
from quarters as s
inner join marts.dim_kpi as k on k.kpi_id = s.kpi_id
cross join communes
left join silent on silent.kpi_id = s.kpi_id
left join years as y on y.kpi_id = s.kpi_id
left join goals as t on t.kpi_id = s.kpi_id and t.period_span = 'quarter'
left join goals as u on u.kpi_id = s.kpi_id and u.period_span = 'year_to_date'
order by k.sort_order, s.kpi_id

-- Where one indicator is highest in one quarter, and how many communes have none of it or no report
with
    communes as (
        select c.commune_name, c.sort_order, v.value, v.value_state
        from marts.dim_commune as c
        left join
            marts.fct_kpi_values as v
            on v.area_code = c.commune_code
            and v.kpi_id = '${inputs.kpi.value}'
            and v.period = '${inputs.period.value}'
            and v.period_span = 'quarter'
    ),

    top as (select max(value) as highest from communes)

select
    top.highest,
    string_agg(
        case when communes.value = top.highest then communes.commune_name end,
        ', '
        order by communes.sort_order
    ) as highest_names,
    count(*) filter (where communes.value = top.highest) as highest_communes,
    count(*) filter (where communes.value > 0) as above_zero,
    count(*) filter (where communes.value = 0) as zeros,
    count(*) filter (
        where communes.value is null and coalesce(communes.value_state, 'null') = 'null'
    ) as not_reported,
    count(*) filter (where communes.value_state = 'na') as not_applicable
from communes
cross join top
group by top.highest
having count(communes.value_state) > 0

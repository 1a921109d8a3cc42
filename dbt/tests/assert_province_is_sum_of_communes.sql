-- The province is the sum of the communes that reported, for numerators and denominators alike,
-- and its value is the scaled quotient (or sum) of just these two.
with
    communes as (
        select kpi_id, period, sum(numerator) as numerator, sum(denominator) as denominator
        from {{ ref("fct_kpi_values") }}
        where area_kind = 'commune'
        group by kpi_id, period
    )

select
    province.kpi_id,
    province.period,
    province.value,
    province.numerator,
    communes.numerator as sum_of_numerators,
    province.denominator,
    communes.denominator as sum_of_denominators
from {{ ref("fct_kpi_values") }} as province
inner join {{ ref("dim_kpi") }} as kpis on province.kpi_id = kpis.kpi_id
inner join communes on province.kpi_id = communes.kpi_id and province.period = communes.period
where
    province.area_kind = 'province'
    and (
        province.numerator is distinct from communes.numerator
        or province.denominator is distinct from communes.denominator
        or (
            province.value_state = 'value'
            and province.value
            <> kpis.scale * province.numerator / coalesce(province.denominator, 1)
        )
    )

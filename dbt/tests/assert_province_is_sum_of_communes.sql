-- Where nothing counts once, the province is the sum of its communes (and of what is not told by
-- commune) for numerators and denominators alike, in every span; and its value is the scaled
-- quotient (or sum) of just these two.
with
    plain as (
        select *
        from {{ ref("dim_kpi") }}
        where
            lowest_area = 'commune'
            and kpi_id
            not in (select kpi_id from {{ ref("fct_kpi_cells") }} where entity_key is not null)
    ),

    parts as (
        select kpi_id, period, period_span, numerator, denominator
        from {{ ref("fct_kpi_values") }}
        where area_kind = 'commune'
        union all
        select kpi_id, period, period_span, numerator, denominator
        from {{ ref("bridge_kpi_members") }}
        where length(member_code) < 5
    ),

    sums as (
        select
            kpi_id,
            period,
            period_span,
            sum(numerator) as numerator,
            sum(denominator) as denominator
        from parts
        group by kpi_id, period, period_span
    )

select
    province.kpi_id,
    province.period,
    province.period_span,
    province.value,
    province.numerator,
    sums.numerator as sum_of_numerators,
    province.denominator,
    sums.denominator as sum_of_denominators
from {{ ref("fct_kpi_values") }} as province
inner join plain as kpis on province.kpi_id = kpis.kpi_id
left join
    sums
    on province.kpi_id = sums.kpi_id
    and province.period = sums.period
    and province.period_span = sums.period_span
where
    province.area_kind = 'province'
    and kpis.additivity <> 'INDEX'
    and (
        (province.numerator is null) <> (sums.numerator is null)
        or (province.denominator is null) <> (sums.denominator is null)
        or abs(province.numerator - sums.numerator) > 1e-9 * greatest(1, abs(sums.numerator))
        or abs(province.denominator - sums.denominator) > 1e-9 * greatest(1, abs(sums.denominator))
        or (
            province.value_state = 'value'
            and abs(
                province.value - kpis.scale * province.numerator / coalesce(province.denominator, 1)
            )
            > 1e-9 * greatest(1, abs(province.value))
        )
    )

-- Every commune's numerator and denominator is exactly the weighted sum of its lineage.
with
    sums as (
        select
            kpi_id,
            commune_code,
            period,
            sum(case when role = 'numerator' then value * weight end) as numerator,
            sum(case when role = 'denominator' then value * weight end) as denominator
        from {{ ref("fct_kpi_cells") }}
        group by kpi_id, commune_code, period
    )

select
    facts.kpi_id,
    facts.area_code,
    facts.period,
    facts.numerator,
    sums.numerator as recomputed_numerator,
    facts.denominator,
    sums.denominator as recomputed_denominator
from (select * from {{ ref("fct_kpi_values") }} where area_kind = 'commune') as facts
full outer join
    sums
    on facts.kpi_id = sums.kpi_id
    and facts.area_code = sums.commune_code
    and facts.period = sums.period
where
    facts.numerator is distinct from sums.numerator
    or facts.denominator is distinct from sums.denominator
    or facts.kpi_id is null

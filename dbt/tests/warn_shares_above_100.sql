{{ config(severity="warn") }}

-- More employers with violations than employers inspected: the report contradicts itself. A plan
-- may
-- well be overfulfilled (OE-07).
select facts.kpi_id, facts.area_code, facts.period, facts.numerator, facts.denominator
from {{ ref("fct_kpi_values") }} as facts
inner join {{ ref("dim_kpi") }} as kpis on facts.kpi_id = kpis.kpi_id
where kpis.unit = '%' and facts.kpi_id <> 'OE-07' and facts.numerator > facts.denominator

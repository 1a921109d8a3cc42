{{ config(severity="warn") }}

-- More employers with violations than employers inspected: the report contradicts itself.
select facts.kpi_id, facts.area_code, facts.period, facts.numerator, facts.denominator
from {{ ref("fct_kpi_values") }} as facts
inner join {{ ref("dim_kpi") }} as kpis on facts.kpi_id = kpis.kpi_id
where kpis.unit = '%' and facts.numerator > facts.denominator

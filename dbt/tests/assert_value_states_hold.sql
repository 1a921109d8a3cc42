-- null, 0 and na never mix: a value where there is one, a reason where there is none.
select facts.*
from {{ ref("fct_kpi_values") }} as facts
inner join {{ ref("dim_kpi") }} as kpis on facts.kpi_id = kpis.kpi_id
where
    (facts.value_state = 'value') <> (facts.value is not null)
    or (facts.value_state = 'value') <> (facts.value_reason is null)
    or (facts.value_state = 'null' and (facts.numerator is not null or facts.reporting_units > 0))
    or (facts.value_state = 'na' and facts.denominator <> 0)
    or (facts.value_state = 'value' and kpis.additivity = 'RATIO' and facts.denominator = 0)
    or (kpis.additivity <> 'RATIO' and facts.denominator is not null)

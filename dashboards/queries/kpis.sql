-- The indicators in their stated order, with everything a reader needs to understand them
select
    kpi_id,
    name,
    short_name,
    name_en,
    definition,
    unit,
    decimals,
    additivity,
    direction,
    numerator_text,
    denominator_text,
    scale,
    source_forms,
    intl,
    caveat
from marts.dim_kpi
order by sort_order, kpi_id

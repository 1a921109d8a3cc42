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
    caveat,
    sort_order
from {{ ref("kpis") }}

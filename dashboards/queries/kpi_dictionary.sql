-- What an indicator means and what it rests on; an empty input means all indicators
select
    kpi_id,
    name,
    short_name,
    name_en,
    definition,
    formula,
    unit,
    decimals,
    additivity,
    direction,
    numerator_text,
    denominator_text,
    scale,
    numerator_time,
    denominator_time,
    period_calendar,
    lowest_area,
    source_forms,
    disclosure_class,
    intl,
    ilo_indicator,
    legal_source,
    series_break_on,
    caveat
from marts.dim_kpi
where '${inputs.kpi.value}' = '' or kpi_id = '${inputs.kpi.value}'
order by sort_order, kpi_id

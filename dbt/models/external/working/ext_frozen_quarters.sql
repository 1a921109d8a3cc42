-- Quarters of which nothing new is told: a small number came into a quarter after the numbers
-- around it had been shown, so the new sum less the old numbers would be the small one.
with
    earlier as (
        select published.*, coalesce(families.family, published.kpi_id) as family
        from {{ ref("stg_ledger__published_external") }} as published
        left join {{ ref("disclosure_families") }} as families on published.kpi_id = families.kpi_id
    ),

    shown as (
        select distinct publication_no, kpi_id, period, period_calendar, period_span
        from earlier
        where withheld_by is null and numerator is not null
    )

select distinct measures.family, measures.period, measures.period_calendar
from {{ ref("ext_measures") }} as measures
inner join {{ ref("ext_areas") }} as areas on measures.area_code = areas.area_code
inner join
    shown
    on measures.kpi_id = shown.kpi_id
    and measures.period = shown.period
    and measures.period_calendar = shown.period_calendar
    and measures.period_span = shown.period_span
left join
    earlier
    on shown.publication_no = earlier.publication_no
    and measures.kpi_id = earlier.kpi_id
    and measures.area_code = earlier.area_code
    and measures.period = earlier.period
    and measures.period_calendar = earlier.period_calendar
    and measures.period_span = earlier.period_span
where measures.is_small and coalesce(earlier.withheld_by, '') <> 'area'

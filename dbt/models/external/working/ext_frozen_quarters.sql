-- Quarters of which nothing new is told: a small number came into a quarter after the numbers
-- around it had been shown, so the new sum less the old numbers would be the small one.
{% set key = "kpi_id, area_code, period, period_calendar, period_span" %}
with
    -- the journal has a row where something changed: it holds until the next one
    states as (
        select
            *,
            coalesce(
                lead(publication_no) over (partition by {{ key }} order by publication_no), 999999
            ) as until_no,
            row_number() over (partition by {{ key }} order by publication_no) as state_no
        from {{ ref("stg_ledger__published_external") }}
    ),

    shown as (
        select distinct kpi_id, period, period_calendar, period_span, publication_no, until_no
        from states
        where withheld_by is null and numerator is not null
    ),

    small as (
        select distinct
            measures.family,
            measures.kpi_id,
            measures.area_code,
            measures.period,
            measures.period_calendar,
            measures.period_span
        from {{ ref("ext_measures") }} as measures
        inner join {{ ref("ext_areas") }} as areas on measures.area_code = areas.area_code
        where measures.is_small
    ),

    -- when the area that is small now was not withheld, or not there yet
    not_withheld as (
        select {{ key }}, publication_no, until_no
        from states
        where coalesce(withheld_by, '') <> 'area'
        union all
        select {{ key }}, 0, publication_no
        from states
        where state_no = 1
        union all
        select
            small.kpi_id,
            small.area_code,
            small.period,
            small.period_calendar,
            small.period_span,
            0,
            999999
        from small
        left join
            states
            on small.kpi_id = states.kpi_id
            and small.area_code = states.area_code
            and small.period = states.period
            and small.period_calendar = states.period_calendar
            and small.period_span = states.period_span
        where states.kpi_id is null
    )

select distinct small.family, small.period, small.period_calendar
from small
inner join
    not_withheld
    on small.kpi_id = not_withheld.kpi_id
    and small.area_code = not_withheld.area_code
    and small.period = not_withheld.period
    and small.period_calendar = not_withheld.period_calendar
    and small.period_span = not_withheld.period_span
inner join
    shown
    on small.kpi_id = shown.kpi_id
    and small.period = shown.period
    and small.period_calendar = shown.period_calendar
    and small.period_span = shown.period_span
    and not_withheld.publication_no < shown.until_no
    and shown.publication_no < not_withheld.until_no

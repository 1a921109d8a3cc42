{{ config(alias="fct_kpi_changes") }}

-- Changes of which both values are shown; a change would tell what one of them is.
with
    shown as (
        select kpi_id, area_code, period, period_span
        from {{ ref("ext_withheld_values") }}
        where withheld_by is null
    )

select changes.*
from {{ ref("fct_kpi_changes") }} as changes
inner join
    shown
    on changes.kpi_id = shown.kpi_id
    and changes.area_code = shown.area_code
    and changes.period = shown.period
    and changes.period_span = shown.period_span
left join
    shown as shown_base
    on changes.kpi_id = shown_base.kpi_id
    and changes.area_code = shown_base.area_code
    and changes.base_period = shown_base.period
    and changes.period_span = shown_base.period_span
where changes.base_value is null or shown_base.kpi_id is not null

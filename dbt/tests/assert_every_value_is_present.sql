-- Every indicator × area × quarter shown is there once for each span (zones where rows name them),
-- and every quarter's value has both comparisons.
with
    spans as (
        select distinct period, period_calendar, period_span from {{ ref("bridge_span_periods") }}
    ),

    expected as (
        select kpis.kpi_id, areas.area_code, spans.period, spans.period_span
        from {{ ref("kpis") }} as kpis
        inner join spans on kpis.period_calendar = spans.period_calendar
        cross join {{ ref("dim_area") }} as areas
        where areas.area_kind <> 'industrial_zone'
    ),

    changes as (
        select kpi_id, area_code, period, count(*) as comparisons
        from {{ ref("fct_kpi_changes") }}
        where comparison in ('previous_quarter', 'same_quarter_last_year')
        group by kpi_id, area_code, period
    )

select
    expected.kpi_id, expected.area_code, expected.period, expected.period_span, changes.comparisons
from expected
left join
    {{ ref("fct_kpi_values") }} as facts
    on expected.kpi_id = facts.kpi_id
    and expected.area_code = facts.area_code
    and expected.period = facts.period
    and expected.period_span = facts.period_span
left join
    changes
    on expected.kpi_id = changes.kpi_id
    and expected.area_code = changes.area_code
    and expected.period = changes.period
where facts.kpi_id is null or coalesce(changes.comparisons, 0) <> 2

-- Every indicator × area × quarter shown is there once, and every one of them has both comparisons.
with
    areas as (
        select commune_code as area_code
        from {{ ref("dim_commune") }}
        union all
        select 'province' as area_code
    ),

    expected as (
        select kpis.kpi_id, areas.area_code, periods.period
        from {{ ref("kpis") }} as kpis
        inner join
            {{ ref("int_observed_periods") }} as periods
            on kpis.period_calendar = periods.period_calendar
        cross join areas
    ),

    changes as (
        select kpi_id, area_code, period, count(*) as comparisons
        from {{ ref("fct_kpi_changes") }}
        group by kpi_id, area_code, period
    )

select expected.kpi_id, expected.area_code, expected.period, changes.comparisons
from expected
left join
    {{ ref("fct_kpi_values") }} as facts
    on expected.kpi_id = facts.kpi_id
    and expected.area_code = facts.area_code
    and expected.period = facts.period
left join
    changes
    on expected.kpi_id = changes.kpi_id
    and expected.area_code = changes.area_code
    and expected.period = changes.period
where facts.kpi_id is null or coalesce(changes.comparisons, 0) <> 2

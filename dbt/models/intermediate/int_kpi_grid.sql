-- Every indicator for every area, quarter shown and span, whether or not anything was reported. A
-- zone is there for the indicators of which at least one row ever named it.
with
    windows as (
        select
            period_calendar,
            period,
            period_span,
            time_rule,
            min(starts_on) as starts_on,
            max(ends_on) as ends_on,
            cast(count(*) as integer) as quarters,
            min(case when is_observed then 1 else 0 end) = 1 as is_observed
        from {{ ref("int_span_periods") }}
        group by period_calendar, period, period_span, time_rule
    ),

    named_zones as (
        select distinct kpi_id, zone_code
        from {{ ref("int_kpi_cells") }}
        where zone_code is not null
    )

select
    rules.kpi_id,
    areas.area_code,
    areas.area_kind,
    windows.period,
    windows.period_calendar,
    windows.period_span,
    windows.starts_on,
    windows.ends_on,
    windows.quarters,
    windows.is_observed and coalesce(others.is_observed, true) as is_observed
from {{ ref("int_kpi_rules") }} as rules
inner join
    windows
    on rules.period_calendar = windows.period_calendar
    and rules.numerator_time = windows.time_rule
left join
    windows as others
    on windows.period_calendar = others.period_calendar
    and windows.period = others.period
    and windows.period_span = others.period_span
    and rules.denominator_time = others.time_rule
cross join {{ ref("int_areas") }} as areas
left join
    named_zones on rules.kpi_id = named_zones.kpi_id and areas.area_code = named_zones.zone_code
where
    areas.area_kind <> 'industrial_zone'
    or (named_zones.kpi_id is not null and rules.lowest_area = 'commune')

-- Every indicator for every area, quarter shown and span, whether or not anything was reported. A
-- zone is there for the indicators of which at least one row ever named it.
with
    named_zones as (
        select distinct kpi_id, zone_code
        from {{ ref("int_kpi_cells") }}
        where zone_code is not null
    )

select
    spans.kpi_id,
    areas.area_code,
    areas.area_kind,
    spans.period,
    spans.period_calendar,
    spans.period_span,
    spans.counted_span,
    spans.starts_on,
    spans.ends_on,
    spans.quarters,
    spans.is_observed
from {{ ref("int_kpi_spans") }} as spans
inner join {{ ref("int_kpi_rules") }} as rules on spans.kpi_id = rules.kpi_id
cross join {{ ref("int_areas") }} as areas
left join
    named_zones on spans.kpi_id = named_zones.kpi_id and areas.area_code = named_zones.zone_code
where
    areas.area_kind <> 'industrial_zone'
    or (named_zones.kpi_id is not null and rules.lowest_area = 'commune')

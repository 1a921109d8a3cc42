-- The target that held at the end of each quarter, per indicator and area: one for the area itself
-- goes before one for all, one for the year before one for every year, the newest version before
-- older ones. A target to be reached over the year is due by quarters in equal parts.
with
    periods as (
        select
            observed.period,
            observed.period_calendar,
            calendar.ends_on,
            cast(substring(observed.period, 1, 4) as integer) as year,
            cast(substring(observed.period, 6, 1) as integer) as quarter_no
        from {{ ref("int_observed_periods") }} as observed
        inner join
            {{ ref("int_calendar_periods") }} as calendar
            on observed.period = calendar.period
            and observed.period_calendar = calendar.period_calendar
    ),

    held as (
        select
            targets.kpi_id,
            areas.area_code,
            periods.period,
            periods.period_calendar,
            case
                when targets.due = 'cumulative' then 'year_to_date' else 'quarter'
            end as period_span,
            case
                when targets.due = 'cumulative'
                then targets.target * periods.quarter_no / 4
                else targets.target
            end as target,
            targets.target_kind,
            targets.target_id,
            targets.version,
            targets.source_text,
            row_number() over (
                partition by targets.kpi_id, areas.area_code, periods.period, targets.due
                order by
                    case when targets.area_code is null then 1 else 0 end,
                    case when targets.year is null then 1 else 0 end,
                    targets.version desc,
                    targets.target_id
            ) as place
        from {{ ref("stg_reference__targets") }} as targets
        inner join {{ ref("kpis") }} as kpis on targets.kpi_id = kpis.kpi_id
        inner join periods on kpis.period_calendar = periods.period_calendar
        inner join
            {{ ref("int_areas") }} as areas
            on coalesce(targets.area_code, areas.area_code) = areas.area_code
        where
            periods.ends_on between targets.valid_from and targets.valid_to
            and coalesce(targets.year, periods.year) = periods.year
    )

select
    kpi_id,
    area_code,
    period,
    period_calendar,
    period_span,
    target,
    target_kind,
    target_id,
    version,
    source_text
from held
where place = 1

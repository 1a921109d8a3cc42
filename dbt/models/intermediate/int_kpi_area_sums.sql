-- Each indicator for each area and span: the sums over its members that count, with what counts
-- once added from its own table.
with
    sums as (
        select
            counted.kpi_id,
            members.area_code,
            counted.period_calendar,
            counted.period,
            counted.period_span,
            sum(case when counted.is_counted then counted.numerator end) as numerator,
            sum(case when counted.is_counted then counted.denominator end) as denominator,
            max(case when counted.is_counted then 1 else 0 end) = 1 as is_counted,
            max(case when counted.has_numerator then 1 else 0 end) = 1 as has_numerator,
            sum(case when counted.is_counted then counted.units else 0 end) as reporting_units,
            sum(counted.expected_units) as expected_units,
            sum(
                case when counted.is_counted and counted.is_limited then counted.units else 0 end
            ) as limited_units
        from {{ ref("int_kpi_member_values") }} as counted
        inner join
            {{ ref("int_area_members") }} as members on counted.member_code = members.member_code
        group by
            counted.kpi_id,
            members.area_code,
            counted.period_calendar,
            counted.period,
            counted.period_span
    )

select
    sums.kpi_id,
    sums.area_code,
    sums.period_calendar,
    sums.period,
    sums.period_span,
    case
        when entities.numerator is null
        then sums.numerator
        else coalesce(sums.numerator, 0) + entities.numerator
    end as numerator,
    case
        when entities.denominator is null
        then sums.denominator
        else coalesce(sums.denominator, 0) + entities.denominator
    end as denominator,
    sums.is_counted,
    sums.has_numerator,
    sums.reporting_units,
    sums.expected_units,
    sums.limited_units,
    sources.source_used
from sums
left join
    {{ ref("int_kpi_entity_sums") }} as entities
    on sums.kpi_id = entities.kpi_id
    and sums.area_code = entities.area_code
    and sums.period_calendar = entities.period_calendar
    and sums.period = entities.period
    and sums.period_span = entities.period_span
left join
    {{ ref("int_kpi_sources") }} as sources
    on sums.kpi_id = sources.kpi_id
    and sums.area_code = sources.area_code
    and sums.period_calendar = sources.period_calendar
    and sums.period = sources.period
    and sums.period_span = sources.period_span

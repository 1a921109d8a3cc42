-- EW-01 and EW-02 as the other indicators are stated: for every area and span. The score is no
-- quantity that adds up: it is stated for communes only; red communes are counted.
with
    summed as (
        select
            counted.kpi_id,
            members.area_code,
            counted.period,
            counted.period_calendar,
            counted.period_span,
            sum(counted.numerator) as numerator,
            count(counted.numerator) as reporting_units,
            count(*) as expected_units,
            max(counted.missing_reason) as missing_reason
        from {{ ref("int_hotspot_member_values") }} as counted
        inner join
            {{ ref("int_area_members") }} as members on counted.member_code = members.member_code
        group by
            counted.kpi_id,
            members.area_code,
            counted.period,
            counted.period_calendar,
            counted.period_span
    ),

    stated as (
        select
            grid.*,
            summed.numerator,
            coalesce(summed.reporting_units, 0) as reporting_units,
            coalesce(summed.expected_units, 0) as expected_units,
            summed.missing_reason,
            kpis.missing_numerator_reason,
            case
                when kpis.additivity = 'INDEX' and grid.area_kind <> 'commune'
                then 'na'
                when summed.numerator is null
                then 'null'
                else 'value'
            end as value_state
        from {{ ref("int_kpi_grid") }} as grid
        inner join {{ ref("kpis") }} as kpis on grid.kpi_id = kpis.kpi_id
        left join
            summed
            on grid.kpi_id = summed.kpi_id
            and grid.area_code = summed.area_code
            and grid.period = summed.period
            and grid.period_calendar = summed.period_calendar
            and grid.period_span = summed.period_span
        where grid.kpi_id in ('EW-01', 'EW-02')
    )

select
    kpi_id,
    area_code,
    area_kind,
    period,
    period_calendar,
    period_span,
    starts_on,
    ends_on,
    quarters,
    is_observed,
    case when value_state = 'value' then numerator end as numerator,
    cast(null as double) as denominator,
    value_state,
    case
        when value_state = 'na'
        then 'chỉ số chỉ tính cho từng xã, phường, không cộng được'
        when value_state = 'null' and expected_units = 0
        then missing_numerator_reason
        when value_state = 'null' and area_kind = 'commune'
        then missing_reason
        when value_state = 'null'
        then 'chưa có xã, phường nào đủ dữ liệu'
    end as value_reason,
    case when value_state = 'value' then 'hotspot' end as source_used,
    cast(
        case when value_state = 'value' then reporting_units else 0 end as integer
    ) as reporting_units,
    cast(expected_units as integer) as expected_units,
    cast(0 as integer) as limited_units,
    value_state = 'value' and (reporting_units < expected_units or not is_observed) as is_partial
from stated

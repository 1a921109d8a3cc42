-- Each number with its state and, where it has none, the reason in words.
with
    -- what the communes of a wider area say: where some reported, the figure is what is missing
    told as (
        select
            reasons.kpi_id,
            members.area_code,
            reasons.period_calendar,
            reasons.period,
            max(case when reasons.cause = 'unstated' then 1 else 0 end) = 1 as has_unstated,
            max(case when reasons.cause = 'blank' then 1 else 0 end) = 1 as has_blank,
            min(case when reasons.cause = 'free' then 1 else 0 end) = 1 as is_free
        from {{ ref("int_kpi_missing_reasons") }} as reasons
        inner join
            {{ ref("int_area_members") }} as members
            on reasons.commune_code = members.member_code
            and members.area_kind <> 'commune'
        group by reasons.kpi_id, members.area_code, reasons.period_calendar, reasons.period
    ),

    stated as (
        select
            grid.*,
            rules.is_ratio,
            rules.lowest_area,
            rules.additivity,
            rules.na_reason,
            rules.missing_numerator_reason,
            rules.missing_denominator_reason,
            sums.numerator,
            sums.denominator,
            coalesce(sums.has_numerator, false) as has_numerator,
            sums.source_used,
            coalesce(sums.reporting_units, 0) as reporting_units,
            coalesce(sums.expected_units, 0) as expected_units,
            coalesce(sums.limited_units, 0) as limited_units,
            reasons.reason as commune_reason,
            coalesce(told.has_unstated, false) as has_unstated,
            coalesce(told.has_blank, false) as has_blank,
            coalesce(told.is_free, false) as is_free,
            case
                when rules.lowest_area = 'province' and grid.area_kind <> 'province'
                then 'na'
                when rules.additivity = 'INDEX' and grid.area_kind <> 'commune'
                then 'na'
                when not coalesce(sums.is_counted, false)
                then 'null'
                when rules.is_ratio and sums.denominator = 0
                then 'na'
                else 'value'
            end as value_state
        from {{ ref("int_kpi_grid") }} as grid
        inner join {{ ref("int_kpi_rules") }} as rules on grid.kpi_id = rules.kpi_id
        left join
            {{ ref("int_kpi_area_sums") }} as sums
            on grid.kpi_id = sums.kpi_id
            and grid.area_code = sums.area_code
            and grid.period_calendar = sums.period_calendar
            and grid.period = sums.period
            and grid.counted_span = sums.period_span
        left join
            {{ ref("int_kpi_missing_reasons") }} as reasons
            on grid.kpi_id = reasons.kpi_id
            and grid.area_code = reasons.commune_code
            and grid.period_calendar = reasons.period_calendar
            and grid.period = reasons.period
        left join
            told
            on grid.kpi_id = told.kpi_id
            and grid.area_code = told.area_code
            and grid.period_calendar = told.period_calendar
            and grid.period = told.period
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
    case when value_state <> 'null' then numerator end as numerator,
    case when value_state <> 'null' and is_ratio then denominator end as denominator,
    value_state,
    case
        when value_state = 'value'
        then null
        when lowest_area = 'province' and area_kind <> 'province'
        then 'chỉ tính cấp tỉnh'
        when additivity = 'INDEX' and area_kind <> 'commune'
        then 'chỉ số chỉ tính cho từng xã, phường, không cộng được'
        when value_state = 'na'
        then na_reason
        when area_kind = 'commune'
        then commune_reason
        when has_numerator
        then missing_denominator_reason
        when area_kind = 'industrial_zone'
        then 'không có dòng nào ghi khu, cụm công nghiệp này trong kỳ'
        when lowest_area = 'province' or has_unstated
        then missing_numerator_reason
        when has_blank
        then 'các báo cáo đã gửi để trống số liệu này'
        when is_free
        then 'không có nghĩa vụ báo cáo trong kỳ'
        when expected_units = 0
        then missing_numerator_reason
        else 'chưa có xã, phường nào báo cáo'
    end as value_reason,
    case when value_state <> 'null' then source_used end as source_used,
    cast(
        case when value_state <> 'null' then reporting_units else 0 end as integer
    ) as reporting_units,
    cast(expected_units as integer) as expected_units,
    cast(case when value_state <> 'null' then limited_units else 0 end as integer) as limited_units,
    value_state <> 'null' and (reporting_units < expected_units or not is_observed) as is_partial
from stated

-- Each indicator for each area and span. A ratio is the sum of the numerators over the sum of the
-- denominators of the communes and quarters that have both, never a mean of ratios.
with
    -- before the merger the province was two, and a sum needs both
    former_provinces as (
        select
            kpi_id,
            period_calendar,
            period,
            period_span,
            sum(case when value_state <> 'null' then 1 else 0 end) as reported
        from {{ ref("int_kpi_stated_values") }}
        where area_kind = 'former_province'
        group by kpi_id, period_calendar, period, period_span
    ),

    hindered as (
        select
            facts.*,
            rules.scale,
            rules.unit,
            rules.is_ratio,
            rules.disclosure_class,
            rules.series_break_on,
            breaks.comparability as break_comparability,
            breaks.reason as break_reason,
            case
                when
                    facts.area_kind = 'commune'
                    and facts.ends_on < cast('{{ var("merger_on") }}' as date)
                then 'commune_before_merger'
                when
                    facts.area_kind = 'province'
                    and facts.ends_on < cast('{{ var("merger_on") }}' as date)
                    and rules.lowest_area = 'commune'
                    and former_provinces.reported < 2
                then 'half_a_province'
                when facts.starts_on < cast('{{ var("merger_on") }}' as date)
                then 'before_merger'
                when
                    rules.series_break_on > facts.starts_on
                    and rules.series_break_on <= facts.ends_on
                then 'series_break'
                -- a few communes do not limit the whole; a commune has only itself
                when
                    facts.quarters > 1
                    and facts.is_partial
                    and (
                        facts.area_kind = 'commune'
                        or not facts.is_observed
                        or facts.expected_units - facts.reporting_units
                        >= {{ var("limited_share") }} * facts.expected_units
                    )
                then 'partial'
                when
                    facts.limited_units > 0
                    and (
                        facts.area_kind = 'commune'
                        or facts.limited_units >= {{ var("limited_share") }} * facts.reporting_units
                    )
                then 'limited'
            end as hindrance
        from {{ ref("int_kpi_stated_values") }} as facts
        inner join {{ ref("int_kpi_rules") }} as rules on facts.kpi_id = rules.kpi_id
        left join
            {{ ref("int_commune_break") }} as breaks
            on rules.primary_form = breaks.form
            and facts.area_code = breaks.commune_code
            and facts.period = breaks.period
            and facts.period_calendar = breaks.period_calendar
        left join
            former_provinces
            on facts.kpi_id = former_provinces.kpi_id
            and facts.period_calendar = former_provinces.period_calendar
            and facts.period = former_provinces.period
            and facts.period_span = former_provinces.period_span
    ),

    measured as (
        select
            *,
            case
                when value_state <> 'value'
                then null
                when is_ratio
                then scale * numerator / denominator
                else scale * numerator
            end as value,
            -- an interval is for a share of things counted, not of money
            is_ratio
            and value_state = 'value'
            and unit = '%'
            and disclosure_class <> 'employer_amount'
            and numerator between 0 and denominator as has_interval
        from hindered
    )

select
    kpi_id,
    area_code,
    area_kind,
    period,
    period_calendar,
    period_span,
    value,
    numerator,
    denominator,
    value_state,
    value_reason,
    source_used,
    reporting_units,
    expected_units,
    is_partial,
    -- shares by their denominator, rates by their events as well
    is_ratio
    and value_state = 'value'
    and (
        denominator < {{ var("small_denominator") }}
        or (unit <> '%' and numerator < {{ var("small_numerator") }})
    ) as is_small_number,
    case
        when has_interval then scale * {{ wilson_bound("numerator", "denominator", "-") }}
    end as wilson_low,
    case
        when has_interval then scale * {{ wilson_bound("numerator", "denominator", "+") }}
    end as wilson_high,
    case
        when hindrance is null
        then 'được'
        when hindrance = 'commune_before_merger'
        then coalesce(break_comparability, 'không')
        when hindrance = 'half_a_province'
        then 'không'
        else 'hạn chế'
    end as comparability,
    case
        hindrance
        when 'commune_before_merger'
        then coalesce(break_reason, 'trước 01/7/2025: chưa có xã, phường này')
        when 'half_a_province'
        then 'trước 01/7/2025: chưa có số liệu của cả hai tỉnh cũ'
        when 'before_merger'
        then 'kỳ có phần trước 01/7/2025, khi chưa sắp xếp đơn vị hành chính'
        when 'series_break'
        then 'quy định thay đổi trong kỳ, từ ngày ' || {{ format_date_vi("series_break_on") }}
        when 'partial'
        then 'chưa đủ báo cáo của các quý trong kỳ'
        when 'limited'
        then 'số liệu lấy từ nguồn thay thế hoặc còn thiếu số đầu kỳ'
    end as comparability_reason
from measured

-- Each value against the quarter before and the same quarter a year before, worded as a card
-- shows it: per cent only on a base of at least 10, percentage points for shares, and the two
-- numbers themselves for anything smaller.
with
    facts as (
        select
            facts.*,
            kpis.unit,
            kpis.decimals,
            kpis.additivity,
            kpis.direction,
            kpis.series_break_on,
            periods.ends_on,
            periods.previous_period,
            periods.same_period_last_year
        from {{ ref("fct_kpi_values") }} as facts
        inner join {{ ref("kpis") }} as kpis on facts.kpi_id = kpis.kpi_id
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on facts.period = periods.period
            and facts.period_calendar = periods.period_calendar
    ),

    wanted as (
        select *, 'previous_quarter' as comparison, previous_period as base_period
        from facts
        union all
        select *, 'same_quarter_last_year', same_period_last_year
        from facts
    ),

    paired as (
        select
            wanted.*,
            base.value as base_value,
            base.value_state as base_state,
            base.value_reason as base_reason,
            base.numerator as base_numerator,
            base.denominator as base_denominator,
            base.is_small_number as base_is_small,
            base.period is null as is_base_missing,
            -- a commune has no past before the merger, whether or not a number stands there
            base_periods.ends_on < cast('{{ var("merger_on") }}' as date)
            and wanted.area_kind = 'commune' as is_base_before_merger,
            case
                when base.comparability = 'không' or wanted.comparability = 'không'
                then 'không'
                when base.comparability = 'hạn chế' or wanted.comparability = 'hạn chế'
                then 'hạn chế'
                when base.source_used <> wanted.source_used
                then 'hạn chế'
                when
                    base_periods.ends_on < wanted.series_break_on
                    and wanted.ends_on >= wanted.series_break_on
                then 'hạn chế'
                else 'được'
            end as pair_comparability
        from wanted
        left join
            facts as base
            on wanted.kpi_id = base.kpi_id
            and wanted.area_code = base.area_code
            and wanted.period_calendar = base.period_calendar
            and wanted.base_period = base.period
        left join
            {{ ref("int_calendar_periods") }} as base_periods
            on wanted.base_period = base_periods.period
            and wanted.period_calendar = base_periods.period_calendar
    ),

    judged as (
        select
            *,
            case
                when coalesce(is_base_before_merger, false) or pair_comparability = 'không'
                then 'không có số liệu so sánh do sắp xếp đơn vị hành chính'
                when value_state <> 'value'
                then 'kỳ này ' || coalesce(value_reason, 'không có số liệu')
                when is_base_missing
                then 'chưa có số liệu ' || base_period
                when base_state <> 'value'
                then 'kỳ gốc ' || coalesce(base_reason, 'không có số liệu')
            end as obstacle
        from paired
    ),

    measured as (
        select
            *,
            case when obstacle is null then value - base_value end as change_abs,
            case
                when obstacle is not null
                then 'not_comparable'
                when value = base_value
                then 'none'
                when unit = '%'
                then 'points'
                when additivity = 'RATIO'
                then 'absolute'
                when base_value = 0
                then 'new'
                when base_value < {{ var("smallest_base_for_percent") }}
                then 'absolute'
                else 'percent'
            end as change_kind
        from judged
    ),

    worded as (
        select
            *,
            case
                when change_kind = 'percent' then 100.0 * change_abs / base_value
            end as change_pct,
            case when change_abs > 0 then '+' else '−' end as sign,
            {{ format_number_vi("abs(change_abs)", "decimals") }} as change_text,
            {{ format_number_vi("abs(100.0 * change_abs / nullif(base_value, 0))", 1) }}
            as pct_text,
            {{ format_number_vi("value", "decimals") }} as value_text,
            {{ format_number_vi("base_value", "decimals") }} as base_text,
            case when change_abs > 0 then ' lên ' else ' xuống ' end as towards,
            {{ format_number_vi("base_numerator", 0) }}
            || '/'
            || {{ format_number_vi("base_denominator", 0) }} as base_fraction,
            {{ format_number_vi("numerator", 0) }}
            || '/'
            || {{ format_number_vi("denominator", 0) }} as fraction
        from measured
    )

select
    kpi_id,
    area_code,
    period,
    comparison,
    base_period,
    base_value,
    value,
    change_abs,
    change_pct,
    change_kind,
    case
        change_kind
        when 'not_comparable'
        then 'không so sánh được: ' || obstacle
        when 'none'
        then 'không thay đổi'
        when 'new'
        then 'phát sinh mới'
        when 'percent'
        then
            case
                when round(abs(change_pct), 1) = 0
                then 'gần như không đổi'
                when change_abs > 0
                then '▲ ' || pct_text || ' %'
                else '▼ ' || pct_text || ' %'
            end
        when 'points'
        then
            case
                when round(abs(change_abs), 1) = 0
                then 'gần như không đổi'
                else sign || change_text || ' điểm phần trăm'
            end || case
                when is_small_number or base_is_small
                then ' (từ ' || base_fraction || ' thành ' || fraction || ')'
                else ''
            end
        else
            sign
            || change_text
            || ' '
            || unit
            || ' (từ '
            || base_text
            || towards
            || value_text
            || ' '
            || unit
            || ')'
    end as change_label,
    case
        when change_kind = 'not_comparable'
        then null
        when change_kind = 'none' or direction = 'neutral'
        then 'neutral'
        when (change_abs > 0) = (direction = 'up')
        then 'good'
        else 'bad'
    end as assessment,
    case when is_base_before_merger then 'không' else pair_comparability end as comparability
from worded

-- The change of each value, worded as a card shows it: per cent only on a base of at least 10,
-- percentage points for shares, and the two numbers themselves for anything smaller.
with
    measured as (
        select
            comparisons.*,
            kpis.unit,
            kpis.decimals,
            kpis.direction,
            case
                when comparisons.obstacle is null then comparisons.value - comparisons.base_value
            end as change_abs,
            case
                when comparisons.obstacle is not null
                then 'not_comparable'
                when comparisons.value = comparisons.base_value
                then 'none'
                when kpis.unit = '%'
                then 'points'
                -- a rate and a score are no counts: no per cent, and nothing "new" about leaving 0
                when kpis.additivity in ('RATIO', 'INDEX')
                then 'absolute'
                when comparisons.base_value = 0
                then 'new'
                when comparisons.base_value < {{ var("smallest_base_for_percent") }}
                then 'absolute'
                else 'percent'
            end as change_kind
        from {{ ref("int_kpi_comparisons") }} as comparisons
        inner join {{ ref("kpis") }} as kpis on comparisons.kpi_id = kpis.kpi_id
    ),

    worded as (
        select
            *,
            case
                when change_kind = 'percent' then 100.0 * change_abs / base_value
            end as change_pct,
            -- in the decimals that are shown
            round(abs(change_abs) * power(10, decimals), 0) = 0 as is_tiny,
            case when change_abs > 0 then '+' else '−' end as sign,
            case when change_abs > 0 then '▲ ' else '▼ ' end as arrow,
            case when change_abs > 0 then ' lên ' else ' xuống ' end as towards,
            {{ format_number_vi("abs(change_abs)", "decimals") }} as change_text,
            {{ format_number_vi("abs(100.0 * change_abs / nullif(base_value, 0))", 1) }}
            as pct_text,
            {{ format_number_vi("value", "decimals") }} as value_text,
            {{ format_number_vi("base_value", "decimals") }} as base_text,
            {{ format_number_vi("numerator", 0) }}
            || '/'
            || {{ format_number_vi("denominator", 0) }} as fraction,
            {{ format_number_vi("base_numerator", 0) }}
            || '/'
            || {{ format_number_vi("base_denominator", 0) }} as base_fraction
        from measured
    )

select
    kpi_id,
    area_code,
    period,
    period_span,
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
                else arrow || pct_text || ' %'
            end
        when 'points'
        then
            case
                when round(abs(change_abs), 1) = 0
                then 'gần như không đổi'
                else sign || change_text || ' điểm phần trăm'
            end || case
                when is_small_number
                then ' (từ ' || base_fraction || ' thành ' || fraction || ')'
                else ''
            end
        when 'absolute'
        then
            case
                when is_tiny
                then 'gần như không đổi'
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
            end
    end as change_label,
    case
        when change_kind = 'not_comparable'
        then null
        when change_kind = 'none' or direction = 'neutral'
        then 'neutral'
        -- a change that is too small to be shown is neither good nor bad
        when
            (change_kind = 'percent' and round(abs(change_pct), 1) = 0)
            or (change_kind = 'points' and round(abs(change_abs), 1) = 0)
            or (change_kind = 'absolute' and is_tiny)
        then 'neutral'
        when (change_abs > 0) = (direction = 'up')
        then 'good'
        else 'bad'
    end as assessment,
    comparability
from worded

-- One indicator over one span in two quarters of free choice, in every area: both values, the
-- change, and what keeps the two from being compared. Words and limits are those of
-- fct_kpi_changes: per cent on a base of at least 10, percentage points for shares, the numbers
-- themselves for anything smaller.
with
    values_of as (
        select
            v.kpi_id,
            v.area_code,
            v.area_kind,
            v.period,
            v.value,
            v.numerator,
            v.denominator,
            v.value_state,
            v.value_reason,
            v.source_used,
            v.is_small_number,
            v.comparability,
            v.comparability_reason,
            p.quarter,
            p.ends_on,
            p.label
        from marts.fct_kpi_values as v
        inner join
            marts.dim_period as p on p.period = v.period and p.period_calendar = v.period_calendar
        where
            v.kpi_id = '${inputs.kpi.value}'
            and v.period_span = '${inputs.span.value}'
            and v.period in ('${inputs.period.value}', '${inputs.base.value}')
    ),

    -- it grows or falls within each year by itself, so no quarter is compared with the one before
    uncompared as (
        select h.kpi_id, bool_and(h.comparability = 'không') as is_uncompared
        from marts.fct_kpi_changes as h
        where
            h.kpi_id = '${inputs.kpi.value}'
            and h.area_code = 'province'
            and h.comparison = 'previous_quarter'
        group by h.kpi_id
    ),

    paired as (
        select
            a.area_code,
            a.area_kind,
            a.area_name,
            a.sort_order,
            k.unit,
            k.decimals,
            k.direction,
            k.additivity,
            s.value,
            s.numerator,
            s.denominator,
            coalesce(s.value_state, 'null') as value_state,
            s.value_reason,
            s.label,
            b.value as base_value,
            b.numerator as base_numerator,
            b.denominator as base_denominator,
            coalesce(b.value_state, 'null') as base_state,
            b.value_reason as base_reason,
            b.label as base_label,
            coalesce(s.is_small_number, false)
            or coalesce(b.is_small_number, false) as is_small_number,
            case
                when b.comparability = 'không' or s.comparability = 'không'
                then 'không'
                when b.comparability = 'hạn chế' or s.comparability = 'hạn chế'
                then 'hạn chế'
                when b.source_used <> s.source_used
                then 'hạn chế'
                when
                    (b.ends_on < k.series_break_on and s.ends_on >= k.series_break_on)
                    or (s.ends_on < k.series_break_on and b.ends_on >= k.series_break_on)
                then 'hạn chế'
                else 'được'
            end as comparability,
            coalesce(b.comparability_reason, s.comparability_reason) as hindrance,
            b.quarter <> s.quarter
            and (
                '${inputs.span.value}' = 'year_to_date'
                or k.numerator_time = 'year_to_date'
                or coalesce(u.is_uncompared, false)
            ) as is_uneven
        from marts.dim_area as a
        inner join marts.dim_kpi as k on k.kpi_id = '${inputs.kpi.value}'
        left join
            values_of as s on s.area_code = a.area_code and s.period = '${inputs.period.value}'
        left join values_of as b on b.area_code = a.area_code and b.period = '${inputs.base.value}'
        left join uncompared as u on u.kpi_id = k.kpi_id
        where s.area_code is not null or b.area_code is not null
    ),

    hindered as (
        select
            paired.*,
            case
                when paired.comparability = 'không'
                then
                    'không có số liệu so sánh do sắp xếp đơn vị hành chính'
                    || coalesce(' (' || paired.hindrance || ')', '')
                when paired.value_state <> 'value'
                then 'kỳ này ' || coalesce(paired.value_reason, 'chưa có số liệu')
                when paired.base_state <> 'value'
                then 'kỳ gốc ' || coalesce(paired.base_reason, 'chưa có số liệu')
                when paired.is_uneven
                then 'số luỹ kế trong năm, chỉ so với cùng quý của năm khác'
            end as obstacle
        from paired
    ),

    measured as (
        select
            hindered.*,
            case
                when hindered.obstacle is null then hindered.value - hindered.base_value
            end as change_abs,
            case
                when hindered.obstacle is not null
                then 'not_comparable'
                when hindered.value = hindered.base_value
                then 'none'
                when hindered.unit = '%'
                then 'points'
                when hindered.additivity = 'RATIO'
                then 'absolute'
                when hindered.base_value = 0
                then 'new'
                when hindered.base_value < 10
                then 'absolute'
                else 'percent'
            end as change_kind
        from hindered
    ),

    worded as (
        select
            measured.*,
            case
                when measured.change_kind = 'percent'
                then 100.0 * measured.change_abs / measured.base_value
            end as change_pct,
            -- in the decimals that are shown
            round(abs(measured.change_abs) * power(10, measured.decimals), 0) = 0 as is_tiny,
            case when measured.change_abs > 0 then '+' else '−' end as sign,
            translate(
                case
                    when measured.decimals = 0
                    then format('{:,.0f}', round(abs(measured.change_abs), 0))
                    else format('{:,.1f}', round(abs(measured.change_abs), 1))
                end,
                ',.',
                '.,'
            ) as change_text,
            translate(
                format(
                    '{:,.1f}',
                    round(abs(100.0 * measured.change_abs / nullif(measured.base_value, 0)), 1)
                ),
                ',.',
                '.,'
            ) as pct_text,
            translate(
                case
                    when measured.decimals = 0
                    then format('{:,.0f}', round(measured.value, 0))
                    else format('{:,.1f}', round(measured.value, 1))
                end,
                ',.',
                '.,'
            ) as value_text,
            translate(
                case
                    when measured.decimals = 0
                    then format('{:,.0f}', round(measured.base_value, 0))
                    else format('{:,.1f}', round(measured.base_value, 1))
                end,
                ',.',
                '.,'
            ) as base_text
        from measured
    )

select
    w.area_code,
    w.area_kind,
    w.area_name,
    w.value,
    w.numerator,
    w.denominator,
    w.value_state,
    w.value_reason,
    w.base_value,
    w.base_numerator,
    w.base_denominator,
    w.base_state,
    w.base_reason,
    w.is_small_number,
    w.unit,
    w.decimals,
    w.change_abs as pair_abs,
    w.change_pct as pair_pct,
    w.change_kind as pair_kind,
    case
        when w.change_kind = 'not_comparable'
        then 'không so sánh được: ' || w.obstacle
        when w.change_kind = 'none'
        then 'không thay đổi'
        when w.change_kind = 'new'
        then 'phát sinh mới'
        when
            (w.change_kind = 'percent' and round(abs(w.change_pct), 1) = 0)
            or (w.change_kind = 'points' and round(abs(w.change_abs), 1) = 0)
            or (w.change_kind = 'absolute' and w.is_tiny)
        then 'gần như không đổi'
        when w.change_kind = 'percent'
        then case when w.change_abs > 0 then '▲ ' else '▼ ' end || w.pct_text || ' %'
        when w.change_kind = 'points' and w.is_small_number
        then
            w.sign
            || w.change_text
            || ' điểm phần trăm (từ '
            || cast(round(w.base_numerator, 0) as bigint)
            || '/'
            || cast(round(w.base_denominator, 0) as bigint)
            || ' thành '
            || cast(round(w.numerator, 0) as bigint)
            || '/'
            || cast(round(w.denominator, 0) as bigint)
            || ')'
        when w.change_kind = 'points'
        then w.sign || w.change_text || ' điểm phần trăm'
        else
            w.sign
            || w.change_text
            || ' '
            || w.unit
            || ' (từ '
            || w.base_text
            || case when w.change_abs > 0 then ' lên ' else ' xuống ' end
            || w.value_text
            || ' '
            || w.unit
            || ')'
    end as pair_label,
    case
        when w.change_kind = 'not_comparable'
        then null
        when
            w.change_kind = 'none'
            or w.direction = 'neutral'
            or (w.change_kind = 'percent' and round(abs(w.change_pct), 1) = 0)
            or (w.change_kind = 'points' and round(abs(w.change_abs), 1) = 0)
            or (w.change_kind = 'absolute' and w.is_tiny)
        then 'neutral'
        when (w.change_abs > 0) = (w.direction = 'up')
        then 'good'
        else 'bad'
    end as pair_assessment,
    w.comparability as pair_comparability
from worded as w
order by w.sort_order, w.area_code

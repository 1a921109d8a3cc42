-- Each value beside the quarter before and the same quarter a year before, the year to date beside
-- the year to date a year before, and what, if anything, keeps the two from being compared.
with
    facts as (
        select
            facts.*,
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
        where facts.period_span in ('quarter', 'year_to_date')
    ),

    wanted as (
        select *, 'previous_quarter' as comparison, previous_period as base_period
        from facts
        where period_span = 'quarter'
        union all
        select *, 'same_quarter_last_year', same_period_last_year
        from facts
        where period_span = 'quarter'
        union all
        select *, 'year_to_date_last_year', same_period_last_year
        from facts
        where period_span = 'year_to_date'
    ),

    paired as (
        select
            wanted.*,
            uncompared.reason as uncompared_reason,
            base.period as base_found,
            base.value as base_value,
            base.value_state as base_state,
            base.value_reason as base_reason,
            base.numerator as base_numerator,
            base.denominator as base_denominator,
            base.is_small_number as is_base_small,
            base.comparability_reason as base_hindrance,
            case when wanted.period_span = 'year_to_date' then 'luỹ kế đến ' else '' end
            || 'quý '
            -- said for quarters before the calendar, too
            || case
                substring(wanted.base_period, 6, 1)
                when '1'
                then 'I'
                when '2'
                then 'II'
                when '3'
                then 'III'
                else 'IV'
            end
            || '/'
            || substring(wanted.base_period, 1, 4) as base_label,
            -- a commune has a past before the merger only where whole former units make it up
            case
                when uncompared.reason is not null
                then 'không'
                when
                    wanted.area_kind = 'commune'
                    and base_periods.ends_on < cast('{{ var("merger_on") }}' as date)
                    and coalesce(base.comparability, 'không') = 'không'
                then 'không'
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
            and wanted.period_span = base.period_span
        left join
            {{ ref("int_calendar_periods") }} as base_periods
            on wanted.base_period = base_periods.period
            and wanted.period_calendar = base_periods.period_calendar
        left join
            {{ ref("uncompared_kpis") }} as uncompared
            on wanted.kpi_id = uncompared.kpi_id
            and wanted.comparison = uncompared.comparison
    )

select
    kpi_id,
    area_code,
    period,
    period_span,
    comparison,
    base_period,
    value,
    numerator,
    denominator,
    base_value,
    base_numerator,
    base_denominator,
    is_small_number or coalesce(is_base_small, false) as is_small_number,
    pair_comparability as comparability,
    case
        when uncompared_reason is not null
        then uncompared_reason
        when pair_comparability = 'không'
        then
            'không có số liệu so sánh do sắp xếp đơn vị hành chính'
            || coalesce(' (' || base_hindrance || ')', '')
        when value_state <> 'value'
        then 'kỳ này ' || coalesce(value_reason, 'không có số liệu')
        when base_found is null
        then 'chưa có số liệu ' || base_label
        when base_state <> 'value'
        then 'kỳ gốc ' || coalesce(base_reason, 'không có số liệu')
    end as obstacle
from paired

-- Numerator and denominator of every area and span follow from the marts of the lineage alone:
-- cells in the quarters that the span takes, of the members that count; an average is divided by
-- its quarters, and what counts once counts with its largest cell.
with
    placed as (
        select kpi_id, period, role, value * weight as amount, entity_key, member_code
        from {{ ref("fct_kpi_cells") }}
        union all
        select kpi_id, period, role, value * weight, entity_key, zone_code
        from {{ ref("fct_kpi_cells") }}
        where zone_code <> ''
    ),

    ruled as (
        select
            placed.*,
            kpis.period_calendar,
            kpis.additivity,
            case
                when placed.role = 'numerator' then kpis.numerator_time else kpis.denominator_time
            end as time_rule
        from placed
        inner join {{ ref("dim_kpi") }} as kpis on placed.kpi_id = kpis.kpi_id
    ),

    used as (
        select
            ruled.kpi_id,
            areas.area_code,
            spans.period,
            spans.period_calendar,
            spans.period_span,
            ruled.role,
            case
                when ruled.time_rule in ('mean', 'rolling_4_mean') then null else entity_key
            end as entity_key,
            ruled.amount / case
                when ruled.time_rule not in ('mean', 'rolling_4_mean')
                then 1
                when ruled.role = 'numerator'
                then counted.numerator_quarters
                else counted.denominator_quarters
            end as amount
        from ruled
        inner join
            {{ ref("bridge_span_periods") }} as spans
            on ruled.period_calendar = spans.period_calendar
            and ruled.time_rule = spans.time_rule
            and ruled.period = spans.event_period
        inner join
            {{ ref("bridge_kpi_members") }} as counted
            on ruled.kpi_id = counted.kpi_id
            and ruled.member_code = counted.member_code
            and spans.period_calendar = counted.period_calendar
            and spans.period = counted.period
            and spans.period_span = counted.period_span
        inner join
            {{ ref("bridge_area_members") }} as areas
            on ruled.member_code = areas.member_code
            -- a score is stated where it was computed; it adds up to nothing
            and (ruled.additivity <> 'INDEX' or ruled.member_code = areas.area_code)
    ),

    once as (
        select
            kpi_id,
            area_code,
            period,
            period_calendar,
            period_span,
            role,
            entity_key,
            case when entity_key is null then sum(amount) else max(amount) end as amount
        from used
        group by kpi_id, area_code, period, period_calendar, period_span, role, entity_key
    ),

    sums as (
        select
            kpi_id,
            area_code,
            period,
            period_calendar,
            period_span,
            sum(case when role = 'numerator' then amount end) as numerator,
            sum(case when role = 'denominator' then amount end) as denominator
        from once
        group by kpi_id, area_code, period, period_calendar, period_span
    )

select
    facts.kpi_id,
    facts.area_code,
    facts.period,
    facts.period_span,
    facts.numerator,
    sums.numerator as recomputed_numerator,
    facts.denominator,
    sums.denominator as recomputed_denominator
from {{ ref("fct_kpi_values") }} as facts
full outer join
    sums
    on facts.kpi_id = sums.kpi_id
    and facts.area_code = sums.area_code
    and facts.period = sums.period
    and facts.period_calendar = sums.period_calendar
    and facts.period_span = sums.period_span
where
    facts.kpi_id is null
    or (facts.numerator is null) <> (sums.numerator is null)
    or (facts.denominator is null) <> (sums.denominator is null)
    or abs(facts.numerator - sums.numerator) > 1e-9 * greatest(1, abs(facts.numerator))
    or abs(facts.denominator - sums.denominator) > 1e-9 * greatest(1, abs(facts.denominator))

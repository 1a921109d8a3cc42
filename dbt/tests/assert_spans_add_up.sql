-- The year to date is the sum of its quarters for what adds over time and the closing value for a
-- stock, and a fourth quarter's year to date is its year: for every area where nothing counts once.
-- Where reporting began within the year, a department's table may tell of quarters that are not
-- shown: what it tells counts in the span, which is marked as partial, and has no quarter here.
with
    shown_whole as (
        select period, period_calendar, period_span
        from {{ ref("bridge_span_periods") }}
        where time_rule = 'flow'
        group by period, period_calendar, period_span
        having min(case when is_observed then 1 else 0 end) = 1
    ),

    plain as (
        select *
        from {{ ref("dim_kpi") }}
        where
            numerator_time in ('flow', 'closing')
            and kpi_id
            not in (select kpi_id from {{ ref("fct_kpi_cells") }} where entity_key is not null)
    ),

    facts as (
        select facts.*, kpis.numerator_time, periods.year, periods.quarter
        from {{ ref("fct_kpi_values") }} as facts
        inner join plain as kpis on facts.kpi_id = kpis.kpi_id
        inner join
            {{ ref("dim_period") }} as periods
            on facts.period = periods.period
            and facts.period_calendar = periods.period_calendar
    ),

    quarters as (select * from facts where period_span = 'quarter'),

    expected as (
        select
            spans.kpi_id,
            spans.area_code,
            spans.period,
            spans.period_span,
            max(spans.numerator) as numerator,
            sum(
                case
                    when quarters.numerator_time = 'flow' or quarters.quarter = spans.quarter
                    then quarters.numerator
                end
            ) as sum_of_quarters
        from facts as spans
        inner join
            shown_whole
            on spans.period = shown_whole.period
            and spans.period_calendar = shown_whole.period_calendar
            and spans.period_span = shown_whole.period_span
        inner join
            quarters
            on spans.kpi_id = quarters.kpi_id
            and spans.area_code = quarters.area_code
            and spans.period_calendar = quarters.period_calendar
            and spans.year = quarters.year
            and spans.quarter >= quarters.quarter
        where spans.period_span in ('year_to_date', 'year')
        group by spans.kpi_id, spans.area_code, spans.period, spans.period_span
    )

select *
from expected
where
    (numerator is null) <> (sum_of_quarters is null)
    or abs(numerator - sum_of_quarters) > 1e-9 * greatest(1, abs(sum_of_quarters))

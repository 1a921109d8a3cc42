-- The forms that each number rests on: the distinct ones of its members and quarters.
with
    used as (
        select distinct
            quarters.kpi_id,
            members.area_code,
            spans.period_calendar,
            spans.period,
            spans.period_span,
            quarters.source_used
        from {{ ref("int_kpi_member_quarters") }} as quarters
        inner join
            {{ ref("int_kpi_span_quarters") }} as spans
            on quarters.kpi_id = spans.kpi_id
            and spans.role = 'numerator'
            and quarters.period = spans.event_period
        inner join
            {{ ref("int_kpi_member_values") }} as counted
            on quarters.kpi_id = counted.kpi_id
            and quarters.member_code = counted.member_code
            and spans.period_calendar = counted.period_calendar
            and spans.period = counted.period
            and spans.period_span = counted.period_span
            and counted.is_counted
        inner join
            {{ ref("int_area_members") }} as members on quarters.member_code = members.member_code
        where quarters.is_numerator_used and quarters.source_used <> ''
    )

-- Distinct names first: a list of distinct values cannot be ordered in every engine.
select
    kpi_id,
    area_code,
    period_calendar,
    period,
    period_span,
    {{ dbt.listagg("source_used", "' | '", "order by source_used") }} as source_used
from used
group by kpi_id, area_code, period_calendar, period, period_span

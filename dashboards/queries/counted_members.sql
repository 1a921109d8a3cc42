-- Whose entries of which quarters count for one area, quarter and span: a row each indicator, side
-- of it, member and quarter of the events; part of the queries that name it
with
    sides as (
        select
            k.kpi_id,
            k.period_calendar,
            k.additivity,
            'numerator' as role,
            k.numerator_time as time_rule
        from marts.dim_kpi as k
        union all
        select k.kpi_id, k.period_calendar, k.additivity, 'denominator', k.denominator_time
        from marts.dim_kpi as k
    )

select
    m.kpi_id,
    k.role,
    m.member_code,
    s.event_period,
    -- an average is of a member's quarters, and counts nothing once only
    k.time_rule in ('mean', 'rolling_4_mean') as is_average,
    case
        when k.time_rule not in ('mean', 'rolling_4_mean')
        then 1
        when k.role = 'numerator'
        then m.numerator_quarters
        else m.denominator_quarters
    end as quarters
from marts.bridge_kpi_members as m
inner join
    marts.bridge_area_members as a
    on a.member_code = m.member_code
    and a.area_code = '${inputs.area.value}'
inner join
    sides as k
    on k.kpi_id = m.kpi_id
    and k.period_calendar = m.period_calendar
    -- an index does not add up: it has entries for communes only
    and (k.additivity <> 'INDEX' or a.area_kind = 'commune')
inner join
    marts.bridge_span_periods as s
    on s.period_calendar = m.period_calendar
    and s.time_rule = k.time_rule
    and s.period = '${inputs.period.value}'
    and s.period_span = '${inputs.span.value}'
where m.period = '${inputs.period.value}' and m.period_span = '${inputs.span.value}'

-- How the disputes ended that an area received in a quarter, beside those of the same quarter of
-- the year before
select
    d.outcome,
    d.outcome_name,
    count(*) filter (where d.period = p.period) as cases,
    count(*) filter (where d.period = p.same_period_last_year) as cases_before,
    sum(count(*) filter (where d.period = p.period)) over () as all_cases,
    sum(count(*) filter (where d.period = p.same_period_last_year)) over () as all_before
from marts.fct_disputes as d
inner join
    marts.bridge_area_members as m
    on m.member_code = d.commune_code
    and m.area_code = '${inputs.area.value}'
inner join
    marts.dim_period as p
    on p.period_calendar = d.period_calendar
    and p.period = '${inputs.period.value}'
    and d.period in (p.period, p.same_period_last_year)
group by d.outcome, d.outcome_name
order by
    case
        d.outcome
        when 'mediated'
        then 1
        when 'withdrawn'
        then 2
        when 'returned_to_work'
        then 3
        when 'mediation_failed'
        then 4
        when 'to_court'
        then 5
        when 'to_arbitration'
        then 6
        when 'pending'
        then 7
        else 8
    end

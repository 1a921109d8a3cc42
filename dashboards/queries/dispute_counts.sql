-- How many disputes an area received in each quarter, by kind and by how they ended
select
    d.period,
    p.label,
    d.dispute_type,
    d.dispute_type_name,
    d.outcome,
    d.outcome_name,
    count(*) as cases,
    sum(d.workers_involved) as workers_involved,
    median(d.days_to_close) as median_days_to_close,
    count(*) filter (where d.is_mediated_in_time) as mediated_in_time,
    count(d.is_mediated_in_time) as mediations_due
from marts.fct_disputes as d
inner join
    marts.bridge_area_members as m
    on m.member_code = d.commune_code
    and m.area_code = '${inputs.area.value}'
inner join marts.dim_period as p on p.period = d.period and p.period_calendar = d.period_calendar
group by d.period, p.label, d.dispute_type, d.dispute_type_name, d.outcome, d.outcome_name
order by d.period, d.dispute_type, d.outcome

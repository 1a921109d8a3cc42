-- How much each release changed of what was published before it, newest first
select
    r.publication_no,
    r.release_id,
    r.published_at,
    r.action,
    count(*) as changed_values,
    count(distinct r.kpi_id) as kpis,
    count(distinct r.area_code) as areas,
    min(r.period) as first_period,
    max(r.period) as last_period,
    count(*) filter (where r.was_approved) as approved_values
from marts.fct_kpi_revisions as r
group by r.publication_no, r.release_id, r.published_at, r.action
order by r.publication_no desc

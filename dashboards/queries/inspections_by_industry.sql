-- How many employers of each industry were inspected in an area, planned and not, and with what
-- result; an empty quarter means all
select
    coalesce(v.industry, 'Không rõ ngành') as industry,
    count(*) as visits,
    count(*) filter (where v.inspection_form = 'planned') as planned,
    count(*) filter (where v.inspection_form = 'unannounced') as unannounced,
    count(*) filter (where v.inspection_form = 'on_complaint') as on_complaint,
    count(*) filter (where v.violations > 0) as with_violations,
    sum(v.violations) as violations,
    sum(v.requirements) as requirements,
    sum(v.requirements_done) as requirements_done,
    sum(v.requirements_overdue) as requirements_overdue
from marts.fct_inspections as v
inner join
    marts.bridge_area_members as m
    on m.member_code = v.commune_code
    and m.area_code = '${inputs.area.value}'
where '${inputs.period.value}' = '' or v.period = '${inputs.period.value}'
group by coalesce(v.industry, 'Không rõ ngành')
order by visits desc, industry

-- Which groups of violations were found and punished in an area, by industry; an empty quarter
-- means all
select
    v.violation_chapter,
    v.violation_name,
    coalesce(v.industry, 'Không rõ ngành') as industry,
    count(*) filter (where v.form = 'inspection_list') as found,
    count(*) filter (where v.form = 'penalty_decisions') as punished
from marts.fct_violations as v
inner join
    marts.bridge_area_members as m
    on m.member_code = v.commune_code
    and m.area_code = '${inputs.area.value}'
where '${inputs.period.value}' = '' or v.period = '${inputs.period.value}'
group by v.violation_chapter, v.violation_name, coalesce(v.industry, 'Không rõ ngành')
order by count(*) desc, v.violation_name, industry

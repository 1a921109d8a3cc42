-- Which groups of violations were found and punished in an area in a quarter, over all industries:
-- most found first, those without a group last
select
    v.violation_chapter,
    v.violation_name,
    v.violation_chapter is null as is_rest,
    count(*) filter (where v.form = 'inspection_list') as found,
    count(*) filter (where v.form = 'penalty_decisions') as punished
from marts.fct_violations as v
inner join
    marts.bridge_area_members as m
    on m.member_code = v.commune_code
    and m.area_code = '${inputs.area.value}'
where v.period = '${inputs.period.value}'
group by v.violation_chapter, v.violation_name
order by is_rest, found desc, punished desc, v.violation_name

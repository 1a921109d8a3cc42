-- Which communes make up an area
select m.member_code, a.area_kind as member_kind, a.area_name as member_name
from marts.bridge_area_members as m
left join marts.dim_area as a on a.area_code = m.member_code
where m.area_code = '${inputs.area.value}'
order by a.sort_order, m.member_code

-- Areas for which numbers are stated, with what they belong to; an empty kind means all
select
    a.area_code,
    a.area_kind,
    a.area_name,
    a.short_name,
    a.former_province_code,
    p.area_name as former_province_name,
    a.former_district_code,
    d.area_name as former_district_name
from marts.dim_area as a
left join marts.dim_area as p on p.area_code = a.former_province_code
left join marts.dim_area as d on d.area_code = a.former_district_code
where '${inputs.kind.value}' = '' or a.area_kind = '${inputs.kind.value}'
order by a.sort_order, a.area_code

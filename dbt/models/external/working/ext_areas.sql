-- The areas as a tree: each is the sum of those below it. Zones overlap it and are not part of it.
select
    area_code,
    area_kind,
    case
        area_kind
        when 'former_province'
        then 'province'
        when 'former_district'
        then former_province_code
        when 'commune'
        then former_district_code
    end as parent_code
from {{ ref("dim_area") }}
where area_kind <> 'industrial_zone'

select
    area_code,
    area_kind,
    area_name,
    short_name,
    former_province_code,
    former_district_code,
    sort_order
from {{ ref("int_areas") }}

select area_code, area_kind, member_code from {{ ref("int_area_members") }}

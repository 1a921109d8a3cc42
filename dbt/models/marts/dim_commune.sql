select
    commune_code,
    commune_name,
    short_name,
    unit_type,
    former_province,
    principal_former_district,
    longitude,
    latitude,
    tile_row,
    tile_col,
    sort_order
from {{ ref("stg_reference__communes") }}

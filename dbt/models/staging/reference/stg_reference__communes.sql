with
    source as (select * from {{ source("reference", "communes") }}),

    renamed as (
        select
            commune_code,
            name as commune_name,
            short_name,
            unit_type,
            former_province,
            principal_former_district,
            cast(valid_from as date) as valid_from,
            cast(longitude as double) as longitude,
            cast(latitude as double) as latitude,
            cast(tile_row as integer) as tile_row,
            cast(tile_col as integer) as tile_col,
            cast(sort_order as integer) as sort_order
        from source
    )

select *
from renamed

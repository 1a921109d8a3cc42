-- Every area for which a number may be stated. Former districts are the principal ones of the
-- communes; industrial zones overlap the communes and never add to them.
with
    communes as (
        select
            communes.*,
            provinces.area_code as former_province_code,
            districts.district_code as former_district_code
        from {{ ref("stg_reference__communes") }} as communes
        left join
            {{ ref("former_provinces") }} as provinces
            on communes.former_province = provinces.province_name
        left join
            {{ ref("stg_reference__former_districts") }} as districts
            on communes.principal_former_district = districts.district_name
            and communes.former_province = districts.former_province
    ),

    areas as (
        select
            'province' as area_code,
            'province' as area_kind,
            'Tỉnh Lào Cai' as area_name,
            'Toàn tỉnh' as short_name,
            cast(null as {{ dbt.type_string() }}) as former_province_code,
            cast(null as {{ dbt.type_string() }}) as former_district_code,
            1 as kind_order,
            0 as place_in_kind
        union all
        select
            area_code,
            'former_province',
            'Tỉnh ' || province_name || ' cũ',
            province_name || ' cũ',
            null,
            null,
            2,
            0
        from {{ ref("former_provinces") }}
        union all
        select
            districts.district_code,
            'former_district',
            districts.district_name || ' cũ',
            districts.short_name || ' cũ',
            provinces.area_code,
            null,
            3,
            0
        from {{ ref("stg_reference__former_districts") }} as districts
        left join
            {{ ref("former_provinces") }} as provinces
            on districts.former_province = provinces.province_name
        union all
        select zone_code, 'industrial_zone', zone_name, zone_name, null, null, 4, 0
        from {{ ref("stg_reference__industrial_zones") }}
        union all
        select
            commune_code,
            'commune',
            commune_name,
            short_name,
            former_province_code,
            former_district_code,
            5,
            sort_order
        from communes
    )

select
    area_code,
    area_kind,
    area_name,
    short_name,
    former_province_code,
    former_district_code,
    cast(row_number() over (order by kind_order, place_in_kind, area_code) as integer) as sort_order
from areas

-- Whose cells make up an area. A member is a commune, the province itself (what is not about
-- communes), a former district (a report from before the merger that does not tell its communes
-- apart) or an industrial zone, which has only the cells whose row names it.
with
    areas as (select * from {{ ref("int_areas") }}),

    members as (
        select area_code as member_code, former_province_code, former_district_code
        from areas
        where area_kind = 'commune'
        union all
        select area_code, former_province_code, area_code
        from areas
        where area_kind = 'former_district'
        union all
        select '{{ var("province_code") }}', null, null
    ),

    paired as (
        select 'province' as area_code, member_code
        from members
        union all
        select former_province_code, member_code
        from members
        union all
        select former_district_code, member_code
        from members
        union all
        select area_code, area_code
        from areas
        where area_kind in ('commune', 'industrial_zone')
    )

select paired.area_code, areas.area_kind, paired.member_code
from paired
inner join areas on paired.area_code = areas.area_code

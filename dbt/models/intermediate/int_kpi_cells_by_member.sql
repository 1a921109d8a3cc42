-- The cells under the member for which they count: the commune of the cell, the province where the
-- indicator is not stated below it, and once more the industrial zone that the row names.
with
    cells as (
        select
            cells.kpi_id,
            cells.commune_code,
            case
                when rules.lowest_area = 'province'
                then '{{ var("province_code") }}'
                else cells.commune_code
            end as member_code,
            cells.zone_code,
            cells.period,
            cells.role,
            cells.value * cells.weight as amount,
            -- an average over quarters is of stocks, which add
            case
                when cells.role = 'numerator' and rules.numerator_time = 'mean'
                then null
                when cells.role = 'denominator' and rules.denominator_time = 'mean'
                then null
                when cells.role = 'denominator' and rules.denominator_time = 'rolling_4_mean'
                then null
                else cells.entity_key
            end as entity_key,
            cells.source_used,
            cells.is_limited
        from {{ ref("int_kpi_cells") }} as cells
        inner join {{ ref("int_kpi_rules") }} as rules on cells.kpi_id = rules.kpi_id
    ),

    -- where a quarter counts only with both sides, that is judged commune by commune
    complete as (
        select kpi_id, member_code, period
        from cells
        where amount is not null
        group by kpi_id, member_code, period
        having count(distinct role) = 2
    ),

    zoned as (
        select cells.*
        from cells
        inner join {{ ref("int_kpi_rules") }} as rules on cells.kpi_id = rules.kpi_id
        inner join
            {{ ref("int_areas") }} as zones
            on cells.zone_code = zones.area_code
            and zones.area_kind = 'industrial_zone'
        left join
            complete
            on cells.kpi_id = complete.kpi_id
            and cells.member_code = complete.member_code
            and cells.period = complete.period
        where rules.lowest_area = 'commune' and (not rules.is_paired or complete.kpi_id is not null)
    )

select kpi_id, commune_code, member_code, period, role, amount, entity_key, source_used, is_limited
from cells
union all
select kpi_id, commune_code, zone_code, period, role, amount, entity_key, source_used, is_limited
from zoned

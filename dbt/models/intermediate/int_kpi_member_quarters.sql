-- Each side of each indicator for each member and quarter: what plainly adds, and whether there is
-- anything at all. What counts once (entity_key) is left to int_kpi_entity_sums.
with
    -- a report for a whole former district stands for all its communes
    district_sizes as (
        select members.area_code as member_code, count(*) as communes
        from {{ ref("int_area_members") }} as members
        where members.area_kind = 'former_district' and members.member_code <> members.area_code
        group by members.area_code
    ),

    sums as (
        select
            kpi_id,
            member_code,
            period,
            sum(case when role = 'numerator' and entity_key is null then amount end) as numerator,
            sum(
                case when role = 'denominator' and entity_key is null then amount end
            ) as denominator,
            max(case when role = 'numerator' and amount is not null then 1 else 0 end)
            = 1 as has_numerator,
            max(case when role = 'denominator' and amount is not null then 1 else 0 end)
            = 1 as has_denominator,
            max(case when role = 'numerator' and amount is null then 1 else 0 end)
            = 1 as has_blank_numerator,
            max(case when role = 'denominator' and amount is null then 1 else 0 end)
            = 1 as has_blank_denominator,
            min(case when role = 'numerator' then source_used end) as numerator_source,
            min(case when role = 'denominator' then source_used end) as denominator_source,
            max(case when is_limited then 1 else 0 end) = 1 as is_limited,
            count(
                distinct case when role = 'numerator' and amount is not null then commune_code end
            ) as units
        from {{ ref("int_kpi_cells_by_member") }}
        group by kpi_id, member_code, period
    )

select
    sums.kpi_id,
    sums.member_code,
    sums.period,
    sums.numerator,
    sums.denominator,
    sums.has_numerator,
    sums.has_denominator,
    sums.has_blank_numerator,
    sums.has_blank_denominator,
    case
        when sums.numerator_source <> sums.denominator_source
        then sums.numerator_source || '; ' || sums.denominator_source
        else sums.numerator_source
    end as source_used,
    sums.is_limited,
    coalesce(district_sizes.communes, sums.units) as units,
    -- where both sides take the same quarters, one that lacks a side takes no part; of a zone only
    -- cells of communes that have both came this far
    sums.has_numerator
    and (
        sums.has_denominator or not rules.is_paired or zones.member_code is not null
    ) as is_numerator_used,
    sums.has_denominator
    and (
        sums.has_numerator or not rules.is_paired or zones.member_code is not null
    ) as is_denominator_used
from sums
inner join {{ ref("int_kpi_rules") }} as rules on sums.kpi_id = rules.kpi_id
left join
    {{ ref("int_area_members") }} as zones
    on sums.member_code = zones.member_code
    and zones.area_kind = 'industrial_zone'
left join district_sizes on sums.member_code = district_sizes.member_code

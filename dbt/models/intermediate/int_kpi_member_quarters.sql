-- Each side of each indicator for each member and quarter: what plainly adds, and whether there is
-- anything at all. What counts once (entity_key) is left to int_kpi_entity_sums.
with
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
    ),

    -- where both sides take the same quarters, one that lacks a side takes no part; of a zone only
    -- cells of communes that have both came this far
    used as (
        select
            sums.*,
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
    ),

    -- a report for a whole former district stands for its communes, but for those of which the
    -- office of another district has told a part
    districts as (
        select
            used.kpi_id,
            used.member_code,
            used.period,
            sum(case when coalesce(communes.is_numerator_used, false) then 0 else 1 end) as units
        from used
        inner join
            {{ ref("int_area_members") }} as members
            on used.member_code = members.area_code
            and members.area_kind = 'former_district'
            and members.member_code <> members.area_code
        left join
            used as communes
            on members.member_code = communes.member_code
            and used.kpi_id = communes.kpi_id
            and used.period = communes.period
        group by used.kpi_id, used.member_code, used.period
    )

select
    used.kpi_id,
    used.member_code,
    used.period,
    used.numerator,
    used.denominator,
    used.has_numerator,
    used.has_denominator,
    used.has_blank_numerator,
    used.has_blank_denominator,
    case
        when used.numerator_source <> used.denominator_source
        then used.numerator_source || '; ' || used.denominator_source
        else used.numerator_source
    end as source_used,
    used.is_limited,
    coalesce(districts.units, used.units) as units,
    used.is_numerator_used,
    used.is_denominator_used
from used
left join
    districts
    on used.kpi_id = districts.kpi_id
    and used.member_code = districts.member_code
    and used.period = districts.period

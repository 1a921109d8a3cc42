-- The penalty decisions that count: in the register that decides for the commune and quarter. A
-- decision of a department whose commune nobody knows, or for which another's register decides,
-- counts for the province alone.
with
    deciding as (
        select commune_code, period, agency_code
        from {{ ref("int_deciding_forms") }}
        where family = 'penalty_decisions' and form = 'penalty_decisions'
    ),

    province_wide as (
        select distinct period, agency_code
        from {{ ref("int_winning_tables") }}
        where form = 'penalty_decisions' and commune_code = '{{ var("province_code") }}'
    ),

    placed as (
        select
            decisions.*,
            decisions.event_period as period,
            case
                when deciding.period is not null
                then decisions.commune_code
                when province_wide.period is not null and decisions.named_commune_code is null
                then '{{ var("province_code") }}'
            end as counted_commune_code
        from {{ ref("int_current_penalty_decisions") }} as decisions
        left join
            deciding
            on decisions.commune_code = deciding.commune_code
            and decisions.event_period = deciding.period
            and decisions.agency_code = deciding.agency_code
        left join
            province_wide
            on decisions.event_period = province_wide.period
            and decisions.agency_code = province_wide.agency_code
    )

select *
from placed
where counted_commune_code is not null

-- The disputes that an area received in each quarter, of one employee and of many; nothing where
-- the quarter's number is not known
with
    collective as (
        select d.period, count(*) as cases
        from marts.fct_disputes as d
        inner join
            marts.bridge_area_members as m
            on m.member_code = d.commune_code
            and m.area_code = '${inputs.area.value}'
        where d.dispute_type like 'collective%'
        group by d.period
    ),

    received as (
        select
            v.period, v.value, case when v.value is not null then coalesce(c.cases, 0) end as cases
        from marts.fct_kpi_values as v
        left join collective as c on c.period = v.period
        where
            v.kpi_id = 'DS-01'
            and v.area_code = '${inputs.area.value}'
            and v.period_span = 'quarter'
    )

select
    period,
    value - cases as individual,
    cases as collective,
    sum(value) over () as all_received,
    sum(cases) over () as all_collective
from received
order by period

{{ config(alias="fct_kpi_ranks") }}

-- Ranks where every commune is shown: a rank that is missing lies between its neighbours, and a
-- median tells of a withheld one.
with
    groups as (
        select kept.kpi_id, kept.period, kept.period_calendar, kept.period_span
        from {{ ref("ext_withheld_values") }} as kept
        inner join {{ ref("ext_areas") }} as areas on kept.area_code = areas.area_code
        where areas.area_kind = 'commune'
        group by kept.kpi_id, kept.period, kept.period_calendar, kept.period_span
        having sum(case when kept.withheld_by is null then 0 else 1 end) = 0
    )

select ranks.*
from {{ ref("fct_kpi_ranks") }} as ranks
inner join
    groups
    on ranks.kpi_id = groups.kpi_id
    and ranks.period = groups.period
    and ranks.period_calendar = groups.period_calendar
    and ranks.period_span = groups.period_span

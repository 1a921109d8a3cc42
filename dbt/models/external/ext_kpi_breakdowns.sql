{{ config(alias="fct_kpi_breakdowns") }}

-- Parts of indicators of which nothing is ever withheld, of the province only: a commune's one
-- dispute by its cause says more about persons than that there was one (class B, internal).
with
    open_kpis as (
        select rules.kpi_id
        from {{ ref("int_kpi_rules") }} as rules
        inner join
            {{ ref("disclosure_rules") }} as classes
            on rules.disclosure_class = classes.disclosure_class
        where
            classes.is_published
            and classes.smallest_numerator = 0
            and classes.smallest_contributors = 0
            and not rules.is_ratio
    )

select
    breakdowns.kpi_id,
    cast('{{ var("province_code") }}' as {{ dbt.type_string() }}) as commune_code,
    breakdowns.period,
    breakdowns.period_calendar,
    breakdowns.dimension,
    breakdowns.category,
    breakdowns.dimension_name,
    breakdowns.category_name,
    sum(breakdowns.numerator) as numerator,
    cast(null as double) as denominator
from {{ ref("fct_kpi_breakdowns") }} as breakdowns
inner join open_kpis on breakdowns.kpi_id = open_kpis.kpi_id
group by
    breakdowns.kpi_id,
    breakdowns.period,
    breakdowns.period_calendar,
    breakdowns.dimension,
    breakdowns.category,
    breakdowns.dimension_name,
    breakdowns.category_name

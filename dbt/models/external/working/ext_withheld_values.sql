-- Which values are withheld and by which rule: `area` (the area in that year), `span` (the span
-- takes a quarter of a year that is withheld), `zone` (a zone and the rest of its commune would
-- tell of each other), `frozen` (an earlier release less this one would tell).
with
    facts as (
        select
            facts.kpi_id,
            facts.area_code,
            facts.area_kind,
            facts.period,
            facts.period_calendar,
            facts.period_span,
            facts.numerator,
            facts.denominator,
            cast(substring(facts.period, 1, 4) as integer) as year_no,
            4 * cast(substring(facts.period, 1, 4) as integer)
            + cast(substring(facts.period, 6, 1) as integer) as quarter_no,
            case
                when
                    facts.period_span = 'rolling_4_quarters'
                    or rules.numerator_time like 'rolling%'
                    or rules.denominator_time like 'rolling%'
                then 3
                when
                    facts.period_span in ('year_to_date', 'year')
                    or rules.numerator_time = 'year_to_date'
                then cast(substring(facts.period, 6, 1) as integer) - 1
                else 0
            end as quarters_back,
            classes.is_checked
            and (
                rules.is_ratio
                or classes.smallest_numerator > 0
                or classes.smallest_contributors > 0
            ) as is_checked
        from {{ ref("fct_kpi_values") }} as facts
        inner join {{ ref("int_kpi_rules") }} as rules on facts.kpi_id = rules.kpi_id
        inner join
            {{ ref("disclosure_rules") }} as classes
            on rules.disclosure_class = classes.disclosure_class
            and classes.is_published
    ),

    withheld_areas as (
        select
            families.kpi_id,
            withheld.area_code,
            withheld.year_no,
            max(case when families.measure = 'numerator' then 'numerator ' else '' end)
            || max(case when families.measure = 'denominator' then 'denominator ' else '' end)
            || max(case when families.measure = 'rest' then 'rest' else '' end) as measures
        from {{ ref("ext_withheld_areas") }} as withheld
        inner join {{ ref("ext_families") }} as families on withheld.family = families.family
        group by families.kpi_id, withheld.area_code, withheld.year_no
    ),

    frozen as (
        select distinct facts.kpi_id, facts.period, facts.period_calendar, facts.period_span
        from facts
        inner join {{ ref("ext_families") }} as families on facts.kpi_id = families.kpi_id
        inner join
            {{ ref("ext_frozen_quarters") }} as quarters
            on families.family = quarters.family
            and facts.period_calendar = quarters.period_calendar
            and facts.quarter_no
            - 4 * cast(substring(quarters.period, 1, 4) as integer)
            - cast(substring(quarters.period, 6, 1) as integer)
            between 0 and facts.quarters_back
    ),

    unchanged as (
        select distinct
            facts.kpi_id, facts.area_code, facts.period, facts.period_calendar, facts.period_span
        from facts
        inner join
            {{ ref("stg_ledger__published_external") }} as earlier
            on facts.kpi_id = earlier.kpi_id
            and facts.area_code = earlier.area_code
            and facts.period = earlier.period
            and facts.period_calendar = earlier.period_calendar
            and facts.period_span = earlier.period_span
            and earlier.withheld_by is null
            -- sums of doubles may differ in the last bit
            and abs(facts.numerator - earlier.numerator) <= 1e-9 * abs(facts.numerator)
            and abs(coalesce(facts.denominator, -1) - coalesce(earlier.denominator, -1))
            <= 1e-9 * abs(coalesce(facts.denominator, -1))
    )

select
    facts.kpi_id,
    facts.area_code,
    facts.period,
    facts.period_calendar,
    facts.period_span,
    case
        when not facts.is_checked
        then null
        when facts.area_kind = 'industrial_zone'
        then 'zone'
        when own_year.area_code is not null
        then 'area'
        when
            facts.quarters_back >= facts.quarter_no - 4 * facts.year_no
            and year_before.area_code is not null
        then 'span'
        when frozen.kpi_id is not null and unchanged.kpi_id is null
        then 'frozen'
    end as withheld_by,
    case when facts.is_checked then own_year.measures end as withheld_measures
from facts
left join
    withheld_areas as own_year
    on facts.kpi_id = own_year.kpi_id
    and facts.area_code = own_year.area_code
    and facts.year_no = own_year.year_no
left join
    withheld_areas as year_before
    on facts.kpi_id = year_before.kpi_id
    and facts.area_code = year_before.area_code
    and facts.year_no - 1 = year_before.year_no
left join
    frozen
    on facts.kpi_id = frozen.kpi_id
    and facts.period = frozen.period
    and facts.period_calendar = frozen.period_calendar
    and facts.period_span = frozen.period_span
left join
    unchanged
    on facts.kpi_id = unchanged.kpi_id
    and facts.area_code = unchanged.area_code
    and facts.period = unchanged.period
    and facts.period_calendar = unchanged.period_calendar
    and facts.period_span = unchanged.period_span

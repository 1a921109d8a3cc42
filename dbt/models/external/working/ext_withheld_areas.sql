{#- The areas of which a family of indicators shows nothing in a year.

    A year is withheld whole: then no span (year to date less year to date, a year less its quarters, a
    rolling sum) tells of a quarter that is withheld. Areas are withheld from the top: below an area
    that is withheld nothing is shown, and below one that is shown what is withheld together is never
    small itself. So all that a reader can compute is sums of what is shown. What was withheld from an
    earlier release stays so. -#}
{% set levels = [
    ("province", none),
    ("former_province", "province"),
    ("former_district", "former_province"),
    ("commune", "former_district"),
] %}

with
    measured as (
        select measures.*, areas.parent_code
        from {{ ref("ext_measures") }} as measures
        inner join {{ ref("ext_areas") }} as areas on measures.area_code = areas.area_code
    ),

    grounds as (
        select distinct family, year_no, area_code, true as is_small
        from measured
        where is_small
        union all
        select distinct
            families.family,
            cast(substring(earlier.period, 1, 4) as integer),
            earlier.area_code,
            false
        from {{ ref("stg_ledger__published_external") }} as earlier
        inner join
            {{ ref("ext_families") }} as families
            on earlier.kpi_id = families.kpi_id
            and earlier.withheld_measures like '%' || families.measure || '%'
        where earlier.withheld_by = 'area'
    ),

    forced as (select family, year_no, area_code from grounds group by family, year_no, area_code),

    -- the sister that would hide most of what is small
    candidates as (
        select
            small.family,
            small.year_no,
            small.parent_code,
            measured.area_code,
            row_number() over (
                partition by small.family, small.year_no, small.parent_code
                order by count(*) desc, min(measured.amount), measured.area_code
            ) as preference
        from
            (
                select distinct
                    family,
                    year_no,
                    parent_code,
                    kpi_id,
                    period,
                    period_calendar,
                    period_span,
                    measure
                from measured
                where is_small
            ) as small
        inner join
            measured
            on small.kpi_id = measured.kpi_id
            and small.parent_code = measured.parent_code
            and small.period = measured.period
            and small.period_calendar = measured.period_calendar
            and small.period_span = measured.period_span
            and small.measure = measured.measure
        left join
            forced
            on measured.family = forced.family
            and measured.year_no = forced.year_no
            and measured.area_code = forced.area_code
        where forced.area_code is null and measured.amount > 0
        group by small.family, small.year_no, small.parent_code, measured.area_code
    ),

    tried as (
        select family, year_no, area_code, 0 as attempt
        from forced
        union all
        select family, year_no, area_code, 1
        from forced
        union all
        select family, year_no, area_code, 1
        from candidates
        where preference = 1
    ),

    -- what is withheld together, as a reader gets it by subtraction
    together as (
        select
            tried.attempt,
            measured.family,
            measured.year_no,
            measured.parent_code,
            measured.kpi_id,
            measured.period,
            measured.period_calendar,
            measured.period_span,
            measured.measure,
            max(measured.smallest) as smallest,
            max(measured.largest_share) as largest_share,
            max(case when measured.is_small then 1 else 0 end) as has_small,
            sum(case when measured.is_small then measured.amount else 0 end) as small_amount,
            sum(case when measured.is_small then 0 else measured.amount end) as other_amount
        from tried
        inner join
            measured
            on tried.family = measured.family
            and tried.year_no = measured.year_no
            and tried.area_code = measured.area_code
        where measured.parent_code is not null
        group by
            tried.attempt,
            measured.family,
            measured.year_no,
            measured.parent_code,
            measured.kpi_id,
            measured.period,
            measured.period_calendar,
            measured.period_span,
            measured.measure
    ),

    judged as (
        select
            family,
            year_no,
            parent_code,
            attempt,
            max(
                case
                    when has_small = 0
                    then 0
                    when
                        other_amount > 0
                        and other_amount >= smallest
                        and small_amount <= largest_share * (small_amount + other_amount)
                    then 0
                    else 1
                end
            ) as fails
        from together
        group by family, year_no, parent_code, attempt
    ),

    chosen as (
        select family, year_no, parent_code, min(attempt) as attempt
        from judged
        where fails = 0
        group by family, year_no, parent_code
    ),

    -- where one sister does not do, all are withheld and what is shown is the area above
    groups as (
        select distinct judged.family, judged.year_no, judged.parent_code, chosen.attempt
        from judged
        left join
            chosen
            on judged.family = chosen.family
            and judged.year_no = chosen.year_no
            and judged.parent_code = chosen.parent_code
    ),

    own_grounds as (
        select distinct groups.family, groups.year_no, areas.area_code
        from groups
        inner join {{ ref("ext_areas") }} as areas on groups.parent_code = areas.parent_code
        left join
            tried
            on groups.family = tried.family
            and groups.year_no = tried.year_no
            and groups.attempt = tried.attempt
            and areas.area_code = tried.area_code
        where groups.attempt is null or tried.area_code is not null
        union
        select family, year_no, area_code
        from forced
    ),

    {% for level, above in levels %}
        {{ level }}_level as (
            select family, year_no, area_code
            from own_grounds
            where
                area_code
                in (select area_code from {{ ref("ext_areas") }} where area_kind = '{{ level }}')
            {% if above %}
                union
                select withheld.family, withheld.year_no, areas.area_code
                from {{ above }}_level as withheld
                inner join {{ ref("ext_areas") }} as areas on withheld.area_code = areas.parent_code
            {% endif %}
        ),
    {% endfor %}

    withheld as (
        {% for level, above in levels %}
            select family, year_no, area_code
            from {{ level }}_level
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    )

select family, year_no, area_code
from withheld

-- Which form decides for a commune and quarter where a list and its summary both arrived: that of
-- the agency that prevails, and of one agency's two forms the list. Nothing is added up. Each list
-- has its own say, named by `family`; a form without a second one decides for itself. The offices
-- of two former districts decide each for its own part of a commune.
with
    families as (
        select form as family, form, 1 as place_in_family
        from {{ ref("forms") }}
        union all
        select form, summarised_by, 2
        from {{ ref("forms") }}
        where summarised_by <> ''
    ),

    reported as (
        select distinct
            families.family,
            families.place_in_family,
            winning.commune_code,
            winning.period,
            winning.form,
            winning.agency_code,
            winning.agency_district_code,
            winning.precedence
        from {{ ref("int_winning_tables") }} as winning
        inner join families on winning.form = families.form
        where winning.commune_code <> '{{ var("province_code") }}'
    ),

    -- An agency prevails by the better of its two forms: a list that nobody asked it for decides
    -- over its own summary all the same.
    by_agency as (
        select
            *,
            min(precedence) over (
                partition by family, commune_code, period, agency_code
            ) as precedence_of_agency
        from reported
    ),

    ranked as (
        select
            *,
            min(precedence_of_agency) over (
                partition by family, commune_code, period
            ) as best_precedence,
            row_number() over (
                partition by family, commune_code, period, agency_district_code
                order by precedence_of_agency, agency_code, place_in_family
            ) as place
        from by_agency
    )

select family, commune_code, period, form, agency_code, agency_district_code
from ranked
where place = 1 and precedence_of_agency = best_precedence

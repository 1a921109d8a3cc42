-- Which agency may report on which commune with which form, and who prevails (1 before 2). The
-- office of a former district reports on the communes in which units of the district lie now, and
-- on the district as a whole where it does not tell them apart.
with
    own_communes as (
        select agency_code, commune_code
        from {{ ref("stg_reference__agencies") }}
        where commune_code is not null
        union
        select agencies.agency_code, history.commune_code
        from {{ ref("stg_reference__agencies") }} as agencies
        inner join
            {{ ref("int_former_units") }} as history
            on agencies.district_code = history.district_code
        union
        select agency_code, district_code
        from {{ ref("stg_reference__agencies") }}
        where district_code is not null
    ),

    obligations as (select * from {{ ref("stg_reference__obligations") }}),

    spelled_out as (
        select
            obligations.agency_code,
            obligations.form,
            own_communes.commune_code,
            obligations.period_calendar,
            obligations.precedence,
            obligations.valid_from,
            obligations.valid_to
        from obligations
        inner join own_communes on obligations.agency_code = own_communes.agency_code
        where obligations.covers = 'own'
        union all
        select
            obligations.agency_code,
            obligations.form,
            communes.commune_code,
            obligations.period_calendar,
            obligations.precedence,
            obligations.valid_from,
            obligations.valid_to
        from obligations
        inner join
            {{ ref("stg_reference__communes") }} as communes
            on obligations.covers = 'all'
            or ';' || obligations.covers || ';' like '%;' || communes.commune_code || ';%'
    )

select *
from spelled_out

-- Which agency may report on which commune with which form, and who prevails (1 before 2).
select
    obligations.agency_code,
    obligations.form,
    communes.commune_code,
    obligations.period_calendar,
    obligations.precedence,
    obligations.valid_from,
    obligations.valid_to
from {{ ref("stg_reference__obligations") }} as obligations
inner join
    {{ ref("stg_reference__agencies") }} as agencies
    on obligations.agency_code = agencies.agency_code
inner join
    {{ ref("stg_reference__communes") }} as communes
    on obligations.covers = 'all'
    or (obligations.covers = 'own' and agencies.commune_code = communes.commune_code)
    or ';' || obligations.covers || ';' like '%;' || communes.commune_code || ';%'

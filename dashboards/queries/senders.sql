-- Which agencies send reports, communes first
select distinct agency_code, agency_name, commune_code
from marts.fct_reporting_status
order by commune_code nulls last, agency_code

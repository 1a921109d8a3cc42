-- The dated crosswalk: each unit until 30 June 2025, its district, and the commune in which it
-- lies now.
select
    history.old_code,
    history.old_name,
    districts.district_code,
    districts.district_name,
    history.former_province,
    history.commune_code,
    history.valid_to
from {{ ref("stg_reference__commune_history") }} as history
inner join
    {{ ref("stg_reference__former_districts") }} as districts
    on history.district_name = districts.district_name

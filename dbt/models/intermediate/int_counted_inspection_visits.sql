-- The inspected employers that count: in the list that decides for the commune and quarter. What an
-- employer checks itself is no inspection.
select visits.*, deciding.period
from {{ ref("int_current_inspection_visits") }} as visits
inner join
    {{ ref("int_deciding_forms") }} as deciding
    on deciding.family = 'inspection_list'
    and deciding.form = 'inspection_list'
    and visits.commune_code = deciding.commune_code
    and visits.event_period = deciding.period
    and visits.agency_code = deciding.agency_code
where visits.inspection_type <> 'self_check'

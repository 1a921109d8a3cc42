-- Who did not send a form of one quarter, sent it late, or had it returned
select
    agency_code,
    agency_name,
    form,
    form_name,
    commune_code,
    due_on,
    first_received_at,
    first_accepted_at,
    status
from marts.fct_reporting_status
where period = '${inputs.period.value}' and status <> 'đúng hạn'
order by agency_code, form

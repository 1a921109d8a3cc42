-- What every agency sent for one quarter, form by form
select
    r.agency_code,
    r.agency_name,
    r.commune_code,
    r.form,
    r.form_name,
    r.status,
    r.due_on,
    r.first_received_at,
    r.first_accepted_at,
    r.submissions,
    r.is_nil_return,
    r.load_id
from marts.fct_reporting_status as r
left join marts.dim_commune as c on c.commune_code = r.commune_code
where r.period = '${inputs.period.value}'
order by c.sort_order nulls last, r.agency_code, r.form_name

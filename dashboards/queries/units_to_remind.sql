-- Whom to remind about one quarter: agencies with forms that are missing or were returned
select
    r.agency_code,
    r.agency_name,
    r.commune_code,
    count(*) as open_forms,
    count(*) filter (where r.status = 'trả lại') as returned_forms,
    min(r.due_on) as due_on,
    string_agg(r.form_name, ', ' order by r.form) as form_names
from marts.fct_reporting_status as r
where r.period = '${inputs.period.value}' and r.status in ('trả lại', 'chưa nộp')
group by r.agency_code, r.agency_name, r.commune_code
order by open_forms desc, r.agency_code

-- Who did not send forms of one quarter, sent them late, or had them returned: one row an agency
-- and state, the missing first, with the names of the forms
select
    r.agency_code,
    r.agency_name,
    r.status,
    count(*) as forms,
    string_agg(r.form_name, ' · ' order by r.form_name) as form_names,
    min(r.due_on) as due_on,
    max(r.first_received_at) as last_received_at
from marts.fct_reporting_status as r
left join marts.dim_commune as c on c.commune_code = r.commune_code
where r.period = '${inputs.period.value}' and r.status <> 'đúng hạn'
group by r.agency_code, r.agency_name, r.status, c.sort_order
order by
    case r.status when 'chưa nộp' then 1 when 'trả lại' then 2 else 3 end,
    c.sort_order nulls last,
    r.agency_code

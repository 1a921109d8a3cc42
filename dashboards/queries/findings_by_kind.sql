-- How often each finding was given for one quarter, to how many agencies and for which forms;
-- an empty quarter means all
select
    f.severity,
    f.severity_name,
    f.code,
    f.title,
    f.about,
    sum(f.findings) as findings,
    sum(f.open_findings) as open_findings,
    count(distinct f.agency_code) as agencies,
    string_agg(distinct f.form_name, ', ' order by f.form_name) as form_names
from marts.fct_findings as f
where '${inputs.period.value}' = '' or f.period = '${inputs.period.value}'
group by f.severity, f.severity_name, f.code, f.title, f.about
order by case f.severity when 'error' then 1 when 'warning' then 2 else 3 end, findings desc, f.code

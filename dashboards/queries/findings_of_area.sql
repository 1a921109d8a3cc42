-- What was found in what the agency of a commune sent, worst first; `province` means all agencies,
-- an empty quarter all quarters
select
    f.agency_code,
    f.agency_name,
    f.commune_code,
    f.form,
    f.form_name,
    f.period,
    f.severity,
    f.severity_name,
    f.code,
    f.title,
    f.about,
    f.findings,
    f.open_findings,
    f.submissions
from marts.fct_findings as f
where
    ('${inputs.area.value}' = 'province' or f.commune_code = '${inputs.area.value}')
    and ('${inputs.period.value}' = '' or f.period = '${inputs.period.value}')
order by
    case f.severity when 'error' then 1 when 'warning' then 2 else 3 end,
    f.open_findings desc,
    f.findings desc,
    f.period desc,
    f.agency_code,
    f.form,
    f.code

-- What the agency of a commune sent, newest first; `province` means all agencies, an empty quarter
-- all quarters
select
    s.submission_id,
    s.agency_code,
    s.agency_name,
    s.commune_code,
    s.form,
    s.form_name,
    s.period,
    s.due_on,
    s.received_at,
    s.attempt,
    s.outcome,
    s.is_standing,
    s.is_latest,
    s.is_withdrawn,
    s.is_replacement,
    s.is_correction,
    s.is_nil_return,
    s.errors,
    s.warnings,
    s.load_id,
    s.file_name,
    s.file_sha256
from marts.fct_submissions as s
where
    ('${inputs.area.value}' = 'province' or s.commune_code = '${inputs.area.value}')
    and ('${inputs.period.value}' = '' or s.period = '${inputs.period.value}')
order by s.received_at desc, s.agency_code, s.form

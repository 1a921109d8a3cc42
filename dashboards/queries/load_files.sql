-- The file that a load was read from and who sent it, under the name by which it came last; an
-- empty load means all
select
    s.load_id,
    s.agency_code,
    s.agency_name,
    s.commune_code,
    s.file_sha256,
    arg_max(s.file_name, s.received_at) as file_name
from marts.fct_submissions as s
where s.load_id is not null and ('${inputs.load.value}' = '' or s.load_id = '${inputs.load.value}')
group by s.load_id, s.agency_code, s.agency_name, s.commune_code, s.file_sha256
order by s.load_id

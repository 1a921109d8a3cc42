-- Which files the loads came from that changed published numbers of one quarter, and who sent them
select
    s.load_id,
    min(s.file_name) as file_name,
    min(s.agency_name) as agency_name,
    max(s.received_at) as received_at
from marts.fct_submissions as s
inner join
    marts.fct_kpi_revision_loads as l
    on l.load_id = s.load_id
    and l.period = '${inputs.period.value}'
group by s.load_id
order by s.load_id

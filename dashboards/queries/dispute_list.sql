-- The dispute cases of an area, newest first, each with the address of its row; an empty quarter
-- means all
select
    d.event_id,
    d.commune_code,
    coalesce(a.area_name, 'Tỉnh Lào Cai') as commune_name,
    d.period,
    d.received_on,
    d.mediation_due_on,
    d.mediation_ended_on,
    d.closed_on,
    d.days_to_close,
    d.is_mediated_in_time,
    d.is_settled,
    d.is_collective,
    d.dispute_type,
    d.dispute_type_name,
    d.channel_name,
    d.cause_names,
    d.outcome,
    d.outcome_name,
    d.workers_involved,
    d.industry,
    d.agency_code,
    d.load_id,
    d.file_name,
    d.file_sha256,
    d.form,
    d.sheet,
    d.row,
    d.cell
from marts.fct_disputes as d
inner join
    marts.bridge_area_members as m
    on m.member_code = d.commune_code
    and m.area_code = '${inputs.area.value}'
left join marts.dim_area as a on a.area_code = d.commune_code
where '${inputs.period.value}' = '' or d.period = '${inputs.period.value}'
order by d.received_on desc nulls last, a.sort_order, d.event_id

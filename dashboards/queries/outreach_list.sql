-- The outreach sessions of an area that a list names, newest first, each with the address of its
-- row; an empty quarter means all
select
    s.event_id,
    s.commune_code,
    coalesce(a.area_name, 'Tỉnh Lào Cai') as commune_name,
    s.period,
    s.held_on,
    s.lead_unit,
    s.session_form,
    s.session_form_name,
    s.topic_names,
    s.is_counted,
    s.attendances,
    s.attendances_female,
    s.attendances_ethnic,
    s.materials,
    s.cost_vnd,
    s.agency_code,
    s.load_id,
    s.file_name,
    s.file_sha256,
    s.form,
    s.sheet,
    s.row,
    s.cell
from marts.fct_outreach_sessions as s
inner join
    marts.bridge_area_members as m
    on m.member_code = s.commune_code
    and m.area_code = '${inputs.area.value}'
left join marts.dim_area as a on a.area_code = s.commune_code
where '${inputs.period.value}' = '' or s.period = '${inputs.period.value}'
order by s.held_on desc nulls last, a.sort_order, s.event_id

-- The inspected employers of an area, newest first, each with the address of its row; an empty
-- quarter means all
select
    v.event_id,
    v.inspection_key,
    v.commune_code,
    coalesce(a.area_name, 'Tỉnh Lào Cai') as commune_name,
    v.period,
    v.decided_on,
    v.happened_on,
    v.inspection_type_name,
    v.inspection_form,
    v.inspection_form_name,
    v.industry,
    v.ownership_name,
    v.workers,
    v.violations,
    v.violation_names,
    v.requirements,
    v.requirements_done,
    v.requirements_in_progress,
    v.requirements_overdue,
    v.remedy_due_on,
    v.remedied_on,
    v.is_reminded,
    v.is_referred_for_penalty,
    v.is_referred_to_police,
    v.agency_code,
    v.load_id,
    v.file_name,
    v.file_sha256,
    v.form,
    v.sheet,
    v.row,
    v.cell
from marts.fct_inspections as v
inner join
    marts.bridge_area_members as m
    on m.member_code = v.commune_code
    and m.area_code = '${inputs.area.value}'
left join marts.dim_area as a on a.area_code = v.commune_code
where '${inputs.period.value}' = '' or v.period = '${inputs.period.value}'
order by v.happened_on desc nulls last, a.sort_order, v.event_id

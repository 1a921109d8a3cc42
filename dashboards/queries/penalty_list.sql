-- The penalty decisions of an area with what is paid, newest first, each with the address of its
-- row, and what is open of all of them together; an empty quarter means all
select
    d.event_id,
    d.commune_code,
    coalesce(a.area_name, 'Tỉnh Lào Cai') as commune_name,
    d.period,
    d.decided_on,
    d.authority_name,
    d.subject_name,
    d.industry,
    d.violation_names,
    d.fine_vnd,
    d.payable_vnd,
    d.paid_vnd,
    d.payable_vnd - coalesce(d.paid_vnd, 0) as open_vnd,
    sum(d.payable_vnd - coalesce(d.paid_vnd, 0)) over () as open_in_all_vnd,
    d.paid_on,
    d.status,
    d.status_name,
    d.agency_code,
    d.load_id,
    d.file_name,
    d.file_sha256,
    d.form,
    d.sheet,
    d.row,
    d.cell
from marts.fct_penalties as d
inner join
    marts.bridge_area_members as m
    on m.member_code = d.commune_code
    and m.area_code = '${inputs.area.value}'
left join marts.dim_area as a on a.area_code = d.commune_code
where '${inputs.period.value}' = '' or d.period = '${inputs.period.value}'
order by d.decided_on desc nulls last, a.sort_order, d.event_id

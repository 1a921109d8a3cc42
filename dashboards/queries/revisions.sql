-- Published numbers of one quarter that changed afterwards: in which release, by how much and why.
-- An empty indicator or area means all.
select
    r.publication_no,
    r.release_id,
    r.published_at,
    r.action,
    r.kpi_id,
    k.short_name,
    k.unit,
    k.decimals,
    r.area_code,
    a.area_name,
    r.period_span,
    r.change_kind,
    r.old_value,
    r.new_value,
    r.change_abs,
    r.was_approved,
    r.loads,
    r.load_ids,
    r.cause
from marts.fct_kpi_revisions as r
left join marts.dim_kpi as k on k.kpi_id = r.kpi_id
left join marts.dim_area as a on a.area_code = r.area_code
where
    r.period = '${inputs.period.value}'
    and ('${inputs.kpi.value}' = '' or r.kpi_id = '${inputs.kpi.value}')
    and ('${inputs.area.value}' = '' or r.area_code = '${inputs.area.value}')
order by r.publication_no desc, k.sort_order, a.sort_order, r.area_code, r.period_span

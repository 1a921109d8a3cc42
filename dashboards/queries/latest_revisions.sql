-- What the last publication that changed anything changed in the quarters up to one: numbers of a
-- quarter, the province first
with
    latest as (
        select max(r.publication_no) as publication_no
        from marts.fct_kpi_revisions as r
        where r.period <= '${inputs.period.value}'
    )

select
    r.publication_no,
    r.release_id,
    r.published_at,
    r.kpi_id,
    k.short_name,
    k.unit,
    k.decimals,
    r.area_code,
    a.area_name,
    r.area_kind,
    r.period,
    r.change_kind,
    r.old_value,
    r.new_value,
    r.change_abs,
    r.was_approved,
    r.loads,
    r.cause,
    count(*) over () as all_changes
from marts.fct_kpi_revisions as r
inner join latest on latest.publication_no = r.publication_no
left join marts.dim_kpi as k on k.kpi_id = r.kpi_id
left join marts.dim_area as a on a.area_code = r.area_code
where r.period <= '${inputs.period.value}' and r.period_span = 'quarter'
order by
    case when r.area_code = 'province' then 1 else 2 end,
    r.period desc,
    k.sort_order,
    a.sort_order,
    r.area_code

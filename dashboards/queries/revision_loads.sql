-- Which loads changed what an indicator of one quarter is made of, commune by commune
select
    l.publication_no,
    l.release_id,
    l.published_at,
    l.commune_code,
    a.area_name as commune_name,
    l.role,
    l.load_id,
    l.old_amount,
    l.new_amount,
    l.changes_figure
from marts.fct_kpi_revision_loads as l
left join marts.dim_area as a on a.area_code = l.commune_code
where l.kpi_id = '${inputs.kpi.value}' and l.period = '${inputs.period.value}'
order by l.publication_no desc, a.sort_order, l.commune_code, l.role, l.load_id

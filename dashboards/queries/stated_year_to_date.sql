-- Year-to-date numbers of one quarter that a form states otherwise than its quarters add up to
select
    s.commune_code,
    coalesce(a.area_name, 'Tỉnh Lào Cai') as area_name,
    s.agency_code,
    s.agency_name,
    s.form,
    s.form_name,
    s.period,
    s.column_name,
    s.column_label,
    s.unit,
    s.stated_value,
    s.summed_value,
    s.difference,
    s.explanation,
    s.load_id,
    s.file_name,
    s.sheet,
    s.row,
    s.cell
from marts.fct_stated_year_to_date as s
left join marts.dim_area as a on a.area_code = s.commune_code
where s.period = '${inputs.period.value}' and not s.agrees
order by a.sort_order, s.commune_code, s.column_name desc, s.file_name, s.sheet, s.cell

-- How many employers were inspected in an area in a quarter, by form of inspection; those whose
-- list does not state the form come last
select
    coalesce(v.inspection_form, 'unknown') as inspection_form,
    coalesce(v.inspection_form_name, 'Không ghi hình thức') as inspection_form_name,
    count(*) as visits,
    sum(count(*)) over () as all_visits
from marts.fct_inspections as v
inner join
    marts.bridge_area_members as m
    on m.member_code = v.commune_code
    and m.area_code = '${inputs.area.value}'
where v.period = '${inputs.period.value}'
group by
    coalesce(v.inspection_form, 'unknown'), coalesce(v.inspection_form_name, 'Không ghi hình thức')
order by
    case
        coalesce(v.inspection_form, 'unknown')
        when 'planned'
        then 1
        when 'unannounced'
        then 2
        when 'on_complaint'
        then 3
        else 4
    end

-- Where one indicator is highest in one quarter, and how many communes have none of it or no report
with
    communes as (select * from ${values_of_communes}),

    top as (select max(value) as highest from communes)

select
    top.highest,
    string_agg(
        case when communes.value = top.highest then communes.commune_name end,
        ', '
        order by communes.sort_order
    ) as highest_names,
    count(*) filter (where communes.value = top.highest) as highest_communes,
    count(*) filter (where communes.value > 0) as above_zero,
    count(*) filter (where communes.value = 0) as zeros,
    count(*) filter (
        where communes.value is null and coalesce(communes.value_state, 'null') = 'null'
    ) as not_reported,
    count(*) filter (where communes.value_state = 'na') as not_applicable
from communes
cross join top
group by top.highest
having count(communes.value_state) > 0

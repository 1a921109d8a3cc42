-- How many communes have a value of one indicator in each of twelve equal steps in one quarter
with
    communes as (
        select v.value, min(v.value) over () as lowest, max(v.value) over () as highest
        from marts.fct_kpi_values as v
        where
            v.kpi_id = '${inputs.kpi.value}'
            and v.period = '${inputs.period.value}'
            and v.area_kind = 'commune'
            and v.period_span = 'quarter'
            and v.value_state = 'value'
    ),

    stepped as (
        select
            value,
            lowest,
            (highest - lowest) / 12 as width,
            case
                when highest = lowest
                then 0
                else least(11, cast(floor((value - lowest) / ((highest - lowest) / 12)) as integer))
            end as step
        from communes
    )

select
    step,
    lowest + step * width as from_value,
    lowest + (step + 1) * width as to_value,
    count(*) as communes
from stepped
group by step, lowest, width
order by step

-- Each commune's outreach against its plan of the year, up to one quarter (OE-07), with the
-- sessions and attendances of the quarter and of the year so far
select
    c.commune_code,
    c.commune_name,
    c.short_name,
    c.former_province,
    p.denominator as sessions_planned,
    p.numerator as sessions_held,
    p.value as fulfilment_pct,
    p.value_state as plan_state,
    p.value_reason as plan_reason,
    s.value as sessions_in_quarter,
    s.value_state as sessions_state,
    a.value as attendances_in_quarter,
    y.value as attendances_in_year,
    e.value as employers_reached_pct
from marts.dim_commune as c
left join
    marts.fct_kpi_values as p
    on p.area_code = c.commune_code
    and p.kpi_id = 'OE-07'
    and p.period = '${inputs.period.value}'
    and p.period_span = 'quarter'
left join
    marts.fct_kpi_values as s
    on s.area_code = c.commune_code
    and s.kpi_id = 'OE-01'
    and s.period = '${inputs.period.value}'
    and s.period_span = 'quarter'
left join
    marts.fct_kpi_values as a
    on a.area_code = c.commune_code
    and a.kpi_id = 'OE-02'
    and a.period = '${inputs.period.value}'
    and a.period_span = 'quarter'
left join
    marts.fct_kpi_values as y
    on y.area_code = c.commune_code
    and y.kpi_id = 'OE-02'
    and y.period = '${inputs.period.value}'
    and y.period_span = 'year_to_date'
left join
    marts.fct_kpi_values as e
    on e.area_code = c.commune_code
    and e.kpi_id = 'OE-04'
    and e.period = '${inputs.period.value}'
    and e.period_span = 'quarter'
order by c.sort_order

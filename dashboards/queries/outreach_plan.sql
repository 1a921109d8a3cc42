-- Each commune's outreach against its plan of the year, up to one quarter (OE-07), with the
-- sessions and attendances of the quarter and of the year so far
with
    named as (
        select
            v.area_code,
            case when v.period_span = 'quarter' then v.kpi_id else 'in year' end as figure,
            v.value,
            v.numerator,
            v.denominator,
            v.value_state,
            v.value_reason
        from marts.fct_kpi_values as v
        where
            v.period = '${inputs.period.value}'
            and v.area_kind = 'commune'
            and (
                (v.kpi_id in ('OE-01', 'OE-02', 'OE-04', 'OE-07') and v.period_span = 'quarter')
                or (v.kpi_id = 'OE-02' and v.period_span = 'year_to_date')
            )
    ),

    figures as (
        select
            area_code,
            max(denominator) filter (where figure = 'OE-07') as sessions_planned,
            max(numerator) filter (where figure = 'OE-07') as sessions_held,
            max(value) filter (where figure = 'OE-07') as fulfilment_pct,
            max(value_state) filter (where figure = 'OE-07') as plan_state,
            max(value_reason) filter (where figure = 'OE-07') as plan_reason,
            max(value) filter (where figure = 'OE-01') as sessions_in_quarter,
            max(value_state) filter (where figure = 'OE-01') as sessions_state,
            max(value) filter (where figure = 'OE-02') as attendances_in_quarter,
            max(value) filter (where figure = 'in year') as attendances_in_year,
            max(value) filter (where figure = 'OE-04') as employers_reached_pct
        from named
        group by area_code
    )

select
    c.commune_code,
    c.commune_name,
    c.short_name,
    c.former_province,
    f.sessions_planned,
    f.sessions_held,
    f.fulfilment_pct,
    f.plan_state,
    f.plan_reason,
    f.sessions_in_quarter,
    f.sessions_state,
    f.attendances_in_quarter,
    f.attendances_in_year,
    f.employers_reached_pct
from marts.dim_commune as c
left join figures as f on f.area_code = c.commune_code
order by c.sort_order

-- Each commune's outreach against its plan of the year, up to one quarter (OE-07), with the
-- sessions and attendances of the quarter and of the year so far
with
    figures as (
        select
            v.area_code,
            max(v.denominator) filter (
                where v.kpi_id = 'OE-07' and v.period_span = 'quarter'
            ) as sessions_planned,
            max(v.numerator) filter (
                where v.kpi_id = 'OE-07' and v.period_span = 'quarter'
            ) as sessions_held,
            max(v.value) filter (
                where v.kpi_id = 'OE-07' and v.period_span = 'quarter'
            ) as fulfilment_pct,
            max(v.value_state) filter (
                where v.kpi_id = 'OE-07' and v.period_span = 'quarter'
            ) as plan_state,
            max(v.value_reason) filter (
                where v.kpi_id = 'OE-07' and v.period_span = 'quarter'
            ) as plan_reason,
            max(v.value) filter (
                where v.kpi_id = 'OE-01' and v.period_span = 'quarter'
            ) as sessions_in_quarter,
            max(v.value_state) filter (
                where v.kpi_id = 'OE-01' and v.period_span = 'quarter'
            ) as sessions_state,
            max(v.value) filter (
                where v.kpi_id = 'OE-02' and v.period_span = 'quarter'
            ) as attendances_in_quarter,
            max(v.value) filter (
                where v.kpi_id = 'OE-02' and v.period_span = 'year_to_date'
            ) as attendances_in_year,
            max(v.value) filter (
                where v.kpi_id = 'OE-04' and v.period_span = 'quarter'
            ) as employers_reached_pct
        from marts.fct_kpi_values as v
        where
            v.kpi_id in ('OE-01', 'OE-02', 'OE-04', 'OE-07')
            and v.period = '${inputs.period.value}'
            and v.period_span in ('quarter', 'year_to_date')
            and v.area_kind = 'commune'
        group by v.area_code
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

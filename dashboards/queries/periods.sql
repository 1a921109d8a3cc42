-- Quarters of this release, newest first, with how complete each one is
select
    p.period,
    p.label,
    p.starts_on,
    p.ends_on,
    p.previous_period,
    p.same_period_last_year,
    p.commune_deadline,
    s.release_status,
    s.is_approved,
    s.approved_at,
    s.values_changed_since,
    s.expected_units,
    s.reported_units,
    s.on_time_units,
    s.late_units,
    s.returned_units,
    s.missing_units
from marts.dim_period as p
inner join
    marts.fct_period_status as s on s.period = p.period and s.period_calendar = p.period_calendar
where
    p.period_calendar = 'BCDK'
    and exists (
        select 1
        from marts.fct_kpi_values as v
        where
            v.period = p.period
            and v.period_calendar = p.period_calendar
            and v.period_span = 'quarter'
            and v.area_code = 'province'
    )
order by p.period desc

-- Every quarter of every calendar, with its neighbours computed rather than looked up,
-- so that a quarter at the edge of the calendar still names its base periods.
with
    calendar as (
        select
            *,
            cast(substring(period, 1, 4) as integer) as year,
            cast(substring(period, 6, 1) as integer) as quarter
        from {{ ref("stg_reference__reporting_calendar") }}
    )

select
    period,
    period_calendar,
    year,
    quarter,
    'Quý '
    || case quarter when 1 then 'I' when 2 then 'II' when 3 then 'III' else 'IV' end
    || '/'
    || cast(year as {{ dbt.type_string() }}) as label,
    starts_on,
    ends_on,
    case
        when quarter = 1
        then cast(year - 1 as {{ dbt.type_string() }}) || 'Q4'
        else
            cast(year as {{ dbt.type_string() }})
            || 'Q'
            || cast(quarter - 1 as {{ dbt.type_string() }})
    end as previous_period,
    cast(year - 1 as {{ dbt.type_string() }})
    || 'Q'
    || cast(quarter as {{ dbt.type_string() }}) as same_period_last_year,
    commune_deadline,
    department_deadline
from calendar

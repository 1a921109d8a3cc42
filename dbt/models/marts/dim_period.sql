select
    period,
    period_calendar,
    year,
    quarter,
    label,
    starts_on,
    ends_on,
    previous_period,
    same_period_last_year,
    commune_deadline,
    department_deadline
from {{ ref("int_calendar_periods") }}

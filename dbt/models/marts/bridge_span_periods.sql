select period, period_calendar, period_span, time_rule, event_period, is_observed
from {{ ref("int_span_periods") }}

-- Each form that an agency owes for each quarter shown, with the day it is due. A half-yearly form
-- is owed for the second and the fourth quarter only.
select distinct
    obligations.agency_code,
    agencies.kind as agency_kind,
    agencies.commune_code,
    agencies.district_code,
    obligations.form,
    periods.period,
    periods.period_calendar,
    deadlines.due_on
from {{ ref("stg_reference__obligations") }} as obligations
inner join
    {{ ref("stg_reference__agencies") }} as agencies
    on obligations.agency_code = agencies.agency_code
inner join
    {{ ref("int_observed_periods") }} as periods
    on obligations.period_calendar = periods.period_calendar
    and periods.ends_on between obligations.valid_from and obligations.valid_to
left join
    {{ ref("int_deadlines") }} as deadlines
    on obligations.form = deadlines.form
    and agencies.kind = deadlines.agency_kind
    and periods.period_calendar = deadlines.period_calendar
    and periods.period = deadlines.period
where obligations.is_expected and (obligations.frequency = 'quarter' or periods.quarter in (2, 4))

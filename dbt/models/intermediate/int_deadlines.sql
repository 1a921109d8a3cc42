-- The day on which each form is due from each kind of agency: its own day, else that of all forms.
with deadlines as (select * from {{ ref("stg_reference__deadlines") }})

select
    forms.form,
    general.agency_kind,
    general.period_calendar,
    general.period,
    coalesce(own.due_on, general.due_on) as due_on
from {{ ref("forms") }} as forms
cross join deadlines as general
left join
    deadlines as own
    on forms.form = own.form
    and general.agency_kind = own.agency_kind
    and general.period_calendar = own.period_calendar
    and general.period = own.period
where general.form = '*'

-- How far each quarter is: a commune has reported when all the forms it owes are accepted.
with
    units as (
        select
            duties.period,
            duties.period_calendar,
            duties.agency_code,
            sum(case when status.status in ('đúng hạn', 'chậm') then 0 else 1 end) as open_forms,
            sum(case when status.status = 'chậm' then 1 else 0 end) as late_forms,
            sum(case when status.status = 'trả lại' then 1 else 0 end) as returned_forms
        from {{ ref("int_reporting_duties") }} as duties
        inner join
            {{ ref("fct_reporting_status") }} as status
            on duties.agency_code = status.agency_code
            and duties.form = status.form
            and duties.period = status.period
            and duties.period_calendar = status.period_calendar
        where duties.agency_kind = 'commune'
        group by duties.period, duties.period_calendar, duties.agency_code
    )

select
    periods.period,
    periods.period_calendar,
    'tạm tính' as release_status,
    cast(count(units.agency_code) as integer) as expected_units,
    cast(
        coalesce(sum(case when units.open_forms = 0 then 1 else 0 end), 0) as integer
    ) as reported_units,
    cast(
        coalesce(
            sum(case when units.open_forms = 0 and units.late_forms = 0 then 1 else 0 end), 0
        ) as integer
    ) as on_time_units,
    cast(
        coalesce(
            sum(case when units.open_forms = 0 and units.late_forms > 0 then 1 else 0 end), 0
        ) as integer
    ) as late_units,
    cast(
        coalesce(
            sum(case when units.open_forms > 0 and units.returned_forms > 0 then 1 else 0 end), 0
        ) as integer
    ) as returned_units,
    cast(
        coalesce(
            sum(case when units.open_forms > 0 and units.returned_forms = 0 then 1 else 0 end), 0
        ) as integer
    ) as missing_units
from {{ ref("int_observed_periods") }} as periods
left join units on periods.period = units.period and periods.period_calendar = units.period_calendar
group by periods.period, periods.period_calendar

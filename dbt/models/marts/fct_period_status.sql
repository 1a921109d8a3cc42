-- How far each quarter is: a commune (before the merger, a district) has reported when all the
-- forms it owes are accepted.
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
        where duties.agency_kind in ('commune', 'district')
        group by duties.period, duties.period_calendar, duties.agency_code
    ),

    -- A quarter's figures of any span: what was added since (an indicator, an area) is no change.
    changed as (
        select approved.period, count(*) as changed_values
        from {{ ref("int_approved_values") }} as approved
        left join
            {{ ref("fct_kpi_values") }} as now
            on approved.kpi_id = now.kpi_id
            and approved.area_code = now.area_code
            and approved.period = now.period
            and approved.period_calendar = now.period_calendar
            and approved.period_span = now.period_span
        where
            now.kpi_id is null
            or approved.value_state <> now.value_state
            or {{ differs("approved.value", "now.value") }}
            or {{ differs("approved.numerator", "now.numerator") }}
            or {{ differs("approved.denominator", "now.denominator") }}
        group by approved.period
    ),

    approvals as (
        select
            approvals.period,
            approvals.status,
            approvals.release_id,
            approvals.approved_at,
            approvals.approvals,
            coalesce(changed.changed_values, 0) as changed_values,
            approvals.publication_no is not null and changed.period is null as is_approved
        from {{ ref("int_quarter_approvals") }} as approvals
        left join changed on approvals.period = changed.period
    )

select
    periods.period,
    periods.period_calendar,
    -- never by a schedule: only what two persons have signed, and as long as it says the same
    case
        when approvals.period is null
        then 'tạm tính'
        when approvals.is_approved
        then approvals.status
        else 'điều chỉnh'
    end as release_status,
    coalesce(approvals.is_approved, false) as is_approved,
    approvals.approved_at,
    approvals.release_id as approved_release_id,
    cast(coalesce(approvals.approvals, 0) as integer) as approvals,
    cast(coalesce(approvals.changed_values, 0) as integer) as values_changed_since,
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
left join approvals on periods.period = approvals.period
group by
    periods.period,
    periods.period_calendar,
    approvals.period,
    approvals.status,
    approvals.is_approved,
    approvals.approved_at,
    approvals.release_id,
    approvals.approvals,
    approvals.changed_values

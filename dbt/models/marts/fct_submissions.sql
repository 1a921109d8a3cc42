-- What was sent, a form of a file a row, by our newest reading of it. Who owes and has not sent
-- stands in fct_reporting_status.
with
    nil_returns as (
        select load_id, form, min(case when is_nil_return then 1 else 0 end) = 1 as is_nil_return
        from {{ ref("int_accepted_tables") }}
        group by load_id, form
    )

select
    submissions.submission_id,
    submissions.agency_code,
    agencies.agency_name,
    agencies.commune_code,
    submissions.form,
    forms.form_name,
    submissions.period,
    forms.period_calendar,
    deadlines.due_on,
    submissions.received_at,
    cast(submissions.attempt as integer) as attempt,
    case
        when not submissions.is_accepted
        then 'trả lại'
        when submissions.acceptance > 1
        then 'gửi lại'
        when cast(submissions.received_at as date) <= deadlines.due_on
        then 'đúng hạn'
        else 'chậm'
    end as outcome,
    submissions.is_standing,
    submissions.is_latest,
    submissions.is_withdrawn,
    submissions.is_replacement,
    submissions.is_correction,
    coalesce(nil_returns.is_nil_return, false) as is_nil_return,
    cast(submissions.error_count as integer) as errors,
    cast(submissions.warning_count as integer) as warnings,
    submissions.load_id,
    submissions.file_name,
    submissions.file_sha256
from {{ ref("int_current_submissions") }} as submissions
left join
    {{ ref("stg_reference__agencies") }} as agencies
    on submissions.agency_code = agencies.agency_code
left join {{ ref("forms") }} as forms on submissions.form = forms.form
left join
    {{ ref("int_observed_periods") }} as periods
    on submissions.period = periods.period
    and forms.period_calendar = periods.period_calendar
left join
    {{ ref("int_deadlines") }} as deadlines
    on submissions.form = deadlines.form
    and agencies.kind = deadlines.agency_kind
    and submissions.period = deadlines.period
    and forms.period_calendar = deadlines.period_calendar
left join
    nil_returns on submissions.load_id = nil_returns.load_id and submissions.form = nil_returns.form
-- a file whose form or quarter nobody knows was sent all the same
where periods.period is not null or forms.form is null or submissions.period is null
order by submissions.agency_code, submissions.period, submissions.form, submissions.attempt

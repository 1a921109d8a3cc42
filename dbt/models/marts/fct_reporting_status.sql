-- Who owes what for each quarter shown and what became of it; forms that an agency sent
-- without owing them are listed as well.
with
    submissions as (
        select
            submissions.*,
            agencies.kind as agency_kind,
            agencies.commune_code,
            periods.period_calendar,
            deadlines.due_on
        from {{ ref("int_submissions_by_form") }} as submissions
        inner join
            {{ ref("stg_reference__agencies") }} as agencies
            on submissions.agency_code = agencies.agency_code
        inner join {{ ref("forms") }} as forms on submissions.form = forms.form
        inner join
            {{ ref("int_observed_periods") }} as periods
            on submissions.period = periods.period
            and forms.period_calendar = periods.period_calendar
        left join
            {{ ref("int_deadlines") }} as deadlines
            on submissions.form = deadlines.form
            and agencies.kind = deadlines.agency_kind
            and periods.period_calendar = deadlines.period_calendar
            and periods.period = deadlines.period
    ),

    listed as (
        select agency_code, commune_code, form, period, period_calendar, due_on
        from {{ ref("int_reporting_duties") }}
        union
        select agency_code, commune_code, form, period, period_calendar, due_on
        from submissions
    )

select
    listed.agency_code,
    agencies.agency_name,
    listed.form,
    forms.form_name,
    listed.commune_code,
    listed.period,
    listed.period_calendar,
    listed.due_on,
    submissions.first_received_at,
    submissions.first_accepted_at,
    case
        when cast(submissions.first_accepted_at as date) <= listed.due_on
        then 'đúng hạn'
        when submissions.first_accepted_at is not null
        then 'chậm'
        when submissions.submissions > 0
        then 'trả lại'
        else 'chưa nộp'
    end as status,
    coalesce(submissions.submissions, 0) as submissions,
    submissions.standing_load_id as load_id,
    coalesce(submissions.is_nil_return, false) as is_nil_return
from listed
inner join
    {{ ref("stg_reference__agencies") }} as agencies on listed.agency_code = agencies.agency_code
inner join {{ ref("forms") }} as forms on listed.form = forms.form
left join
    submissions
    on listed.agency_code = submissions.agency_code
    and listed.form = submissions.form
    and listed.period = submissions.period

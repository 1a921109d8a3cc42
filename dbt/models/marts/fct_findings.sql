-- How often each finding was given to an agency for a form and quarter, by our newest reading of
-- what it sent, and how often it stands in what it sent last. A finding in a sheet or file of one
-- form is about that form; any other is about the file and has none. What the cells say is not
-- here.
with
    of_forms as (
        select
            submission_id,
            form,
            max(period) as period,
            max(case when is_latest then 1 else 0 end) as is_latest
        from {{ ref("int_current_submissions") }}
        where form is not null
        group by submission_id, form
    ),

    of_files as (
        select
            submission_id,
            max(agency_code) as agency_code,
            max(load_id) as load_id,
            max(period) as period,
            case when min(form) = max(form) then min(form) end as only_form,
            max(case when is_latest then 1 else 0 end) as is_latest
        from {{ ref("int_current_submissions") }}
        group by submission_id
    ),

    sheets as (
        select load_id, sheet, min(form) as form
        from {{ ref("stg_ledger__load_tables") }}
        group by load_id, sheet
        having min(form) = max(form)
    ),

    placed as (
        select
            findings.submission_id,
            findings.code,
            findings.severity,
            of_files.agency_code,
            of_forms.form,
            coalesce(of_forms.period, of_files.period) as period,
            coalesce(of_forms.is_latest, of_files.is_latest) as is_latest
        from {{ ref("stg_ledger__findings") }} as findings
        inner join of_files on findings.submission_id = of_files.submission_id
        left join sheets on of_files.load_id = sheets.load_id and findings.sheet = sheets.sheet
        left join
            of_forms
            on findings.submission_id = of_forms.submission_id
            and coalesce(sheets.form, of_files.only_form) = of_forms.form
    ),

    counted as (
        select
            agency_code,
            form,
            period,
            code,
            severity,
            count(*) as findings,
            sum(is_latest) as open_findings,
            count(distinct submission_id) as submissions
        from placed
        group by agency_code, form, period, code, severity
    )

select
    counted.agency_code,
    agencies.agency_name,
    agencies.commune_code,
    counted.form,
    forms.form_name,
    counted.period,
    counted.code,
    titles.title,
    titles.about,
    counted.severity,
    case
        counted.severity when 'error' then 'Lỗi' when 'warning' then 'Lưu ý' else 'Ghi chú'
    end as severity_name,
    cast(counted.findings as integer) as findings,
    cast(counted.open_findings as integer) as open_findings,
    cast(counted.submissions as integer) as submissions
from counted
left join {{ ref("finding_titles") }} as titles on counted.code = titles.code
left join
    {{ ref("stg_reference__agencies") }} as agencies on counted.agency_code = agencies.agency_code
left join {{ ref("forms") }} as forms on counted.form = forms.form
order by counted.agency_code, counted.period, counted.form, counted.code

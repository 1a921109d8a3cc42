-- DQ-01 and DQ-03 rest on the ledger: when each form arrived, and whether it passed at once. Before
-- the merger the offices of the districts reported: their district stands in place of a commune.
with
    duties as (
        select
            duties.agency_code,
            coalesce(duties.commune_code, duties.district_code) as commune_code,
            duties.form,
            duties.period,
            duties.due_on,
            submissions.first_accepted_at,
            submissions.accepted_file_name,
            submissions.accepted_file_sha256,
            submissions.accepted_load_id,
            coalesce(
                cast(submissions.first_accepted_at as date) <= duties.due_on, false
            ) as is_on_time
        from {{ ref("int_reporting_duties") }} as duties
        left join
            {{ ref("int_submissions_by_form") }} as submissions
            on duties.agency_code = submissions.agency_code
            and duties.form = submissions.form
            and duties.period = submissions.period
        where duties.agency_kind in ('commune', 'district')
    ),

    -- A commune is on time when its last form is: that form decides (weight 1), the others
    -- are shown with weight 0, so that the sum stays whole.
    by_lateness as (
        select
            *,
            row_number() over (
                partition by commune_code, period
                order by
                    case when first_accepted_at is null then 0 else 1 end,
                    case when is_on_time then 1 else 0 end,
                    first_accepted_at desc,
                    form
            ) as lateness
        from duties
    ),

    attempts as (
        select
            coalesce(agencies.commune_code, agencies.district_code) as commune_code,
            submissions.agency_code,
            submissions.form,
            submissions.period,
            submissions.first_received_at,
            submissions.first_error_count,
            submissions.first_file_name,
            submissions.first_file_sha256,
            submissions.first_load_id,
            submissions.first_error_count = 0 and submissions.is_first_attempt_accepted as is_clean
        from {{ ref("int_submissions_by_form") }} as submissions
        inner join
            {{ ref("stg_reference__agencies") }} as agencies
            on submissions.agency_code = agencies.agency_code
        where agencies.kind in ('commune', 'district')
    ),

    -- A file in which no form was recognised counts for its sender alone, as one that did not pass;
    -- without a stated quarter it is about the one that had ended when it came.
    unrecognised as (
        select
            coalesce(agencies.commune_code, agencies.district_code) as commune_code,
            submissions.agency_code,
            coalesce(submissions.period, periods.previous_period) as period,
            submissions.received_at,
            submissions.file_name,
            submissions.file_sha256
        from {{ ref("stg_ledger__submissions") }} as submissions
        inner join
            {{ ref("stg_reference__agencies") }} as agencies
            on submissions.agency_code = agencies.agency_code
            and agencies.kind in ('commune', 'district')
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on cast(submissions.received_at as date) between periods.starts_on and periods.ends_on
        inner join
            {{ ref("kpis") }} as kpis
            on kpis.kpi_id = 'DQ-03'
            and kpis.period_calendar = periods.period_calendar
        where submissions.form is null and not submissions.is_accepted and not submissions.is_reread
    ),

    cells as (
        select
            'DQ-01' as kpi_id,
            commune_code,
            period,
            'numerator' as role,
            agency_code,
            accepted_load_id as load_id,
            accepted_file_name as file_name,
            accepted_file_sha256 as file_sha256,
            form,
            case when is_on_time then 1 else 0 end as value,
            case when lateness = 1 then 1 else 0 end as weight,
            case
                when first_accepted_at is null
                then 'chưa có bản được chấp nhận, hạn ' || {{ format_date_vi("due_on") }}
                else
                    'chấp nhận lúc '
                    || {{ format_moment_vi("first_accepted_at") }}
                    || ', hạn '
                    || {{ format_date_vi("due_on") }}
            end as note
        from by_lateness
        union all
        select
            'DQ-01',
            commune_code,
            period,
            'denominator',
            agency_code,
            null,
            null,
            null,
            null,
            1,
            1,
            'xã, phường có nghĩa vụ báo cáo'
        from by_lateness
        where lateness = 1
        union all
        select
            'DQ-03',
            commune_code,
            period,
            'numerator',
            agency_code,
            first_load_id,
            first_file_name,
            first_file_sha256,
            form,
            case when is_clean then 1 else 0 end,
            1,
            case
                when is_clean
                then 'không có lỗi ở lần nộp đầu'
                else
                    'lần nộp đầu có '
                    || cast(first_error_count as {{ dbt.type_string() }})
                    || ' lỗi'
            end
        from attempts
        union all
        select
            'DQ-03',
            commune_code,
            period,
            'denominator',
            agency_code,
            first_load_id,
            first_file_name,
            first_file_sha256,
            form,
            1,
            1,
            'nộp lần đầu lúc ' || {{ format_moment_vi("first_received_at") }}
        from attempts
        {% for role, value in [("numerator", 0), ("denominator", 1)] %}
            union all
            select
                'DQ-03',
                commune_code,
                period,
                '{{ role }}',
                agency_code,
                null,
                file_name,
                file_sha256,
                null,
                {{ value }},
                1,
                'tệp không nhận ra biểu, nhận lúc ' || {{ format_moment_vi("received_at") }}
            from unrecognised
        {% endfor %}
    )

    {{
        kpi_cells(
            "cells",
            {
                "kind": "'ledger'",
                "agency_code": "agency_code",
                "file_name": "file_name",
                "file_sha256": "file_sha256",
                "sheet": "null",
                "cell": "null",
                "row_no": "null",
                "column_name": "null",
                "weight": "weight",
                "note": "note",
                "source_used": "'submissions'",
            },
        )
    }}

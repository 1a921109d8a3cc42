-- DQ-04: of the forms of the communes that were accepted, those that a later accepted "bản thay
-- thế"
-- replaced. A correction of form only ("đính chính") changes no figure and is named apart.
with
    accepted as (
        select
            agencies.commune_code,
            submissions.agency_code,
            submissions.form,
            submissions.period,
            submissions.load_id,
            submissions.received_at,
            loads.is_replacement and not loads.is_correction as is_replacement,
            loads.is_correction,
            row_number() over (
                partition by submissions.agency_code, submissions.form, submissions.period
                order by submissions.received_at, submissions.attempt_seq
            ) as acceptance
        from {{ ref("stg_ledger__submissions") }} as submissions
        inner join
            {{ ref("stg_ledger__loads") }} as loads
            on submissions.load_id = loads.load_id
            and not loads.is_withdrawn
        inner join
            {{ ref("stg_reference__agencies") }} as agencies
            on submissions.agency_code = agencies.agency_code
            and agencies.kind = 'commune'
        where
            submissions.is_accepted
            and submissions.form is not null
            and submissions.period is not null
    ),

    forms_accepted as (
        select
            commune_code,
            agency_code,
            form,
            period,
            max(case when acceptance = 1 then load_id end) as first_load_id,
            min(received_at) as first_accepted_at,
            sum(case when acceptance > 1 and is_replacement then 1 else 0 end) as replacements,
            sum(case when acceptance > 1 and is_correction then 1 else 0 end) as corrections,
            max(case when acceptance > 1 and is_replacement then received_at end) as replaced_at
        from accepted
        group by commune_code, agency_code, form, period
    ),

    cells as (
        select
            forms_accepted.commune_code,
            forms_accepted.period,
            'numerator' as role,
            coalesce(accepted.load_id, forms_accepted.first_load_id) as load_id,
            forms_accepted.form,
            case when forms_accepted.replacements > 0 then 1 else 0 end as value,
            case
                when forms_accepted.replacements > 0
                then
                    'bản thay thế nhận lúc ' || {{ format_moment_vi("forms_accepted.replaced_at") }}
                else 'không có bản thay thế'
            end || case
                when forms_accepted.corrections > 0
                then
                    '; '
                    || cast(forms_accepted.corrections as {{ dbt.type_string() }})
                    || ' bản đính chính (không tính)'
                else ''
            end as note
        from forms_accepted
        left join
            (
                select
                    agency_code,
                    form,
                    period,
                    load_id,
                    row_number() over (
                        partition by agency_code, form, period order by acceptance desc
                    ) as recency
                from accepted
                where acceptance > 1 and is_replacement
            ) as accepted
            on forms_accepted.agency_code = accepted.agency_code
            and forms_accepted.form = accepted.form
            and forms_accepted.period = accepted.period
            and accepted.recency = 1
        union all
        select
            commune_code,
            period,
            'denominator',
            first_load_id,
            form,
            1,
            'chấp nhận lúc ' || {{ format_moment_vi("first_accepted_at") }}
        from forms_accepted
    )

    {{
        kpi_cells(
            "cells",
            {
                "kpi_id": "'DQ-04'",
                "kind": "'ledger'",
                "sheet": "null",
                "cell": "null",
                "row_no": "null",
                "column_name": "null",
                "note": "note",
                "source_used": "'submissions'",
            },
        )
    }}

-- Each form of a commune and quarter that was accepted, with the accepted replacements ("bản thay
-- thế") and corrections of form only ("đính chính") that came after. What was withdrawn is left
-- out.
with
    accepted as (
        select
            coalesce(agencies.commune_code, agencies.district_code) as commune_code,
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
            and agencies.kind in ('commune', 'district')
        where
            submissions.is_accepted
            and submissions.form is not null
            and submissions.period is not null
    ),

    counted as (
        select
            *,
            max(case when acceptance > 1 and is_replacement then acceptance end) over (
                partition by agency_code, form, period
            ) as last_replacement
        from accepted
    )

select
    commune_code,
    agency_code,
    form,
    period,
    max(case when acceptance = 1 then load_id end) as first_load_id,
    min(received_at) as first_accepted_at,
    sum(case when acceptance > 1 and is_replacement then 1 else 0 end) as replacements,
    max(case when acceptance = last_replacement then load_id end) as replacement_load_id,
    max(case when acceptance = last_replacement then received_at end) as replaced_at,
    sum(case when acceptance > 1 and is_correction then 1 else 0 end) as corrections
from counted
group by commune_code, agency_code, form, period

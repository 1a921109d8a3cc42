-- Each penalty decision once (each act of it, where acts stand in rows of their own), in its newest
-- version, with the quarter in which it was decided and, where it was annulled, the quarter whose
-- register said so first.
with
    {{
        current_log_entries(
            ref("stg_lake__penalty_decisions"),
            "penalty_decisions",
            "decided_on",
            case_number="(decision_no || ' ' || employer_key)",
        )
    }},

    annulments as (
        select agency_code, case_key, case_ordinal, min(log_period) as annulled_period
        from not_replaced
        where status = 'annulled'
        group by agency_code, case_key, case_ordinal
    ),

    -- where a department names no commune, the one register that knows the employer does
    places as (
        select employer_id, min(commune_code) as commune_code
        from {{ ref("int_registered_employers") }}
        group by employer_id
        having min(commune_code) = max(commune_code)
    )

select
    entries.record_id,
    entries.load_id,
    entries.sheet,
    entries.row_no,
    entries.agency_code,
    entries.entry_commune_code as named_commune_code,
    coalesce(entries.entry_commune_code, places.commune_code) as commune_code,
    entries.event_period,
    -- one decision may punish several acts; without a number each row is one
    coalesce(
        {{ fold_text("nullif(trim(entries.decision_no), '')") }}
        || ' '
        || coalesce(
            cast(entries.decided_on as {{ dbt.type_string() }}),
            'năm ' || substring(entries.event_period, 1, 4)
        )
        || ' '
        || employers.employer_id
        || ' '
        || cast(entries.case_ordinal as {{ dbt.type_string() }}),
        entries.record_id
    ) as decision_key,
    employers.employer_id,
    entries.decided_on,
    entries.authority,
    entries.subject,
    entries.violation_chapters,
    entries.violation_chapters_cell,
    entries.fine_vnd,
    entries.fine_vnd_cell,
    coalesce(entries.amount_after_appeal_vnd, entries.fine_vnd) as payable_vnd,
    case
        when entries.amount_after_appeal_vnd is not null
        then entries.amount_after_appeal_vnd_cell
        else entries.fine_vnd_cell
    end as payable_vnd_cell,
    case
        when entries.amount_after_appeal_vnd is not null
        then 'amount_after_appeal_vnd'
        else 'fine_vnd'
    end as payable_column,
    entries.paid_vnd,
    entries.paid_vnd_cell,
    entries.paid_on,
    entries.status,
    entries.status_cell,
    case
        when entries.status = 'annulled'
        then greatest(annulments.annulled_period, entries.event_period)
    end as annulled_period
from current_entries as entries
inner join
    {{ ref("int_record_employers") }} as employers
    on entries.record_id = employers.record_id
    and employers.form = 'penalty_decisions'
left join
    annulments
    on entries.agency_code = annulments.agency_code
    and entries.case_key = annulments.case_key
    and entries.case_ordinal = annulments.case_ordinal
left join places on employers.employer_id = places.employer_id

-- Penalty decisions that count, a row a decision, or an act where the register gives each act a row
-- of its own; these share `decision_key`. An annulled decision stays, marked.
with
    chapters as (
        select code, max(chapter_name) as chapter_name
        from {{ ref("stg_reference__violation_chapters") }}
        group by code
    ),

    found as (
        select
            decisions.record_id,
            {{ dbt.listagg("chapters.chapter_name", "'; '", "order by chapters.code") }}
            as violation_names
        from {{ ref("int_counted_penalty_decisions") }} as decisions
        inner join
            chapters
            on ';' || decisions.violation_chapters || ';' like '%;' || chapters.code || ';%'
        group by decisions.record_id
    )

select
    decisions.record_id as event_id,
    {{ dbt.hash("decisions.decision_key") }} as decision_key,
    decisions.counted_commune_code as commune_code,
    decisions.period,
    forms.period_calendar,
    decisions.decided_on,
    coalesce(decisions.authority, 'unknown') as authority,
    authorities.category_name as authority_name,
    coalesce(decisions.subject, 'unknown') as subject,
    subjects.category_name as subject_name,
    industries.industry,
    decisions.violation_chapters,
    found.violation_names,
    cast(decisions.fine_vnd as bigint) as fine_vnd,
    cast(decisions.payable_vnd as bigint) as payable_vnd,
    cast(decisions.paid_vnd as bigint) as paid_vnd,
    decisions.paid_on,
    coalesce(decisions.status, 'unknown') as status,
    statuses.category_name as status_name,
    decisions.annulled_period,
    decisions.agency_code,
    decisions.load_id,
    loads.file_name,
    loads.file_sha256,
    'penalty_decisions' as form,
    decisions.sheet,
    cast(decisions.row_no as integer) as {{ adapter.quote("row") }},
    decisions.fine_vnd_cell as cell
from {{ ref("int_counted_penalty_decisions") }} as decisions
inner join {{ ref("forms") }} as forms on forms.form = 'penalty_decisions'
inner join
    {{ ref("int_observed_periods") }} as periods
    on decisions.period = periods.period
    and forms.period_calendar = periods.period_calendar
inner join {{ ref("stg_ledger__loads") }} as loads on decisions.load_id = loads.load_id
left join found on decisions.record_id = found.record_id
left join
    {{ ref("int_employer_industries") }} as industries
    on decisions.employer_id = industries.employer_id
    {{ join_words("authorities", "authority", "decisions.authority") }}
    {{ join_words("subjects", "subject", "decisions.subject") }}
    {{ join_words("statuses", "penalty_status", "decisions.status") }}
order by commune_code, decisions.period, decisions.decided_on, decisions.record_id

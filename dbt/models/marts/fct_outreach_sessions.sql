-- Outreach sessions of the lists that decide, a session a row; one that several agencies held and
-- list stands once. Embedded sessions are listed but do not count. Where a summary decides there
-- are only its totals.
with
    deciding as (
        select distinct commune_code, period
        from {{ ref("int_deciding_forms") }}
        where form = 'outreach_sessions'
    ),

    topics as (
        select
            sessions.record_id,
            {{ dbt.listagg("categories.category_name", "', '", "order by categories.sort_order") }}
            as topic_names
        from {{ ref("int_matched_outreach_sessions") }} as sessions
        inner join
            {{ ref("breakdown_categories") }} as categories
            on categories.dimension = 'topic'
            and ';' || coalesce(sessions.topics, 'unknown') || ';'
            like '%;' || categories.category || ';%'
        group by sessions.record_id
    )

select
    sessions.record_id as event_id,
    sessions.commune_code,
    deciding.period,
    forms.period_calendar,
    sessions.held_on,
    sessions.lead_unit,
    coalesce(sessions.session_form, 'unknown') as session_form,
    session_forms.category_name as session_form_name,
    coalesce(sessions.topics, 'unknown') as topics,
    topics.topic_names,
    not sessions.is_embedded as is_counted,
    cast(sessions.attendances as integer) as attendances,
    cast(sessions.attendances_female as integer) as attendances_female,
    cast(sessions.attendances_ethnic as integer) as attendances_ethnic,
    cast(sessions.materials as integer) as materials,
    cast(sessions.cost_vnd as bigint) as cost_vnd,
    sessions.agency_code,
    sessions.load_id,
    loads.file_name,
    loads.file_sha256,
    'outreach_sessions' as form,
    sessions.sheet,
    cast(sessions.row_no as integer) as {{ adapter.quote("row") }},
    sessions.held_on_cell as cell
from {{ ref("int_matched_outreach_sessions") }} as sessions
inner join
    deciding
    on sessions.commune_code = deciding.commune_code
    and sessions.event_period = deciding.period
inner join {{ ref("forms") }} as forms on forms.form = 'outreach_sessions'
inner join
    {{ ref("int_observed_periods") }} as periods
    on deciding.period = periods.period
    and forms.period_calendar = periods.period_calendar
inner join {{ ref("stg_ledger__loads") }} as loads on sessions.load_id = loads.load_id
left join
    topics on sessions.record_id = topics.record_id
    {{ join_words("session_forms", "session_form", "sessions.session_form") }}
where sessions.place_in_session = 1
order by sessions.commune_code, deciding.period, sessions.held_on, sessions.record_id

-- Which published numbers changed in which publication, by how much and because of which loads.
-- A number that is published for the first time revises nothing.
{% set key = "kpi_id, area_code, period, period_calendar, period_span" %}

with
    now as (
        select
            kpi_id,
            area_code,
            area_kind,
            period,
            period_calendar,
            period_span,
            value,
            numerator,
            denominator,
            value_state
        from {{ ref("fct_kpi_values") }}
    ),

    publications as (
        select
            *,
            coalesce(
                rules_hash <> lag(rules_hash) over (order by publication_no), false
            ) as has_other_rules
        from {{ ref("stg_ledger__publications") }}
    ),

    -- what this build changes in what stands published
    pending as (
        select
            publications.publication_no,
            coalesce(now.kpi_id, state.kpi_id) as kpi_id,
            coalesce(now.area_code, state.area_code) as area_code,
            coalesce(now.area_kind, state.area_kind) as area_kind,
            coalesce(now.period, state.period) as period,
            coalesce(now.period_calendar, state.period_calendar) as period_calendar,
            coalesce(now.period_span, state.period_span) as period_span,
            now.value,
            now.numerator,
            now.denominator,
            now.value_state
        from now
        full outer join
            {{ ref("int_published_state") }} as state
            on now.kpi_id = state.kpi_id
            and now.area_code = state.area_code
            and now.period = state.period
            and now.period_calendar = state.period_calendar
            and now.period_span = state.period_span
        cross join publications
        where
            publications.is_build
            and (
                now.value_state is null
                or state.value_state is null
                or now.value_state <> state.value_state
                or {{ differs("now.value", "state.value") }}
                or {{ differs("now.numerator", "state.numerator") }}
                or {{ differs("now.denominator", "state.denominator") }}
            )
    ),

    journal as (
        select
            publication_no,
            kpi_id,
            area_code,
            area_kind,
            period,
            period_calendar,
            period_span,
            value,
            numerator,
            denominator,
            value_state
        from {{ ref("stg_ledger__published_values") }}
        union all
        select *
        from pending
    ),

    chained as (
        select
            *,
            row_number() over (partition by {{ key }} order by publication_no) as place,
            lag(value) over (partition by {{ key }} order by publication_no) as old_value,
            lag(numerator) over (partition by {{ key }} order by publication_no) as old_numerator,
            lag(denominator) over (
                partition by {{ key }} order by publication_no
            ) as old_denominator,
            lag(value_state) over (partition by {{ key }} order by publication_no) as old_state
        from journal
    ),

    revised as (select * from chained where place > 1),

    loads as (
        select
            revised.publication_no,
            revised.kpi_id,
            revised.area_code,
            revised.period,
            revised.period_calendar,
            revised.period_span,
            loads.load_id,
            sum(abs(loads.new_amount - loads.old_amount)) as moved
        from revised
        inner join
            {{ ref("fct_kpi_revision_loads") }} as loads
            on revised.publication_no = loads.publication_no
            and revised.kpi_id = loads.kpi_id
        inner join {{ ref("int_kpi_rules") }} as rules on revised.kpi_id = rules.kpi_id
        inner join
            {{ ref("int_span_periods") }} as quarters
            on revised.period_calendar = quarters.period_calendar
            and revised.period = quarters.period
            and revised.period_span = quarters.period_span
            and loads.period = quarters.event_period
            and case
                when loads.role = 'numerator' then rules.numerator_time else rules.denominator_time
            end
            = quarters.time_rule
        inner join
            {{ ref("int_area_members") }} as members
            on revised.area_code = members.area_code
            and case
                when revised.area_kind = 'industrial_zone'
                then loads.zone_code
                else loads.commune_code
            end
            = members.member_code
        where loads.changes_figure and loads.load_id is not null
        group by 1, 2, 3, 4, 5, 6, 7
    ),

    ranked_loads as (
        select
            *,
            row_number() over (
                partition by publication_no, {{ key }} order by moved desc, load_id
            ) as place
        from loads
    ),

    causes as (
        select
            publication_no,
            kpi_id,
            area_code,
            period,
            period_calendar,
            period_span,
            count(*) as loads,
            {{ dbt.listagg("case when place <= 3 then load_id end", "' '", "order by place") }}
            as load_ids
        from ranked_loads
        group by 1, 2, 3, 4, 5, 6
    ),

    first_approvals as (
        select period, min(approved_at) as approved_at
        from {{ ref("stg_ledger__release_approvals") }}
        group by period
    )

select
    revised.publication_no,
    publications.release_id,
    publications.previous_release_id,
    publications.published_at,
    publications.action,
    revised.kpi_id,
    revised.area_code,
    revised.area_kind,
    revised.period,
    revised.period_calendar,
    revised.period_span,
    case
        when revised.value_state is null
        then 'bỏ'
        when revised.old_state is null
        then 'thêm lại'
        when revised.value_state <> 'value' and revised.old_state <> 'value'
        then 'đổi lý do không có số'
        when revised.value_state <> 'value'
        then 'mất số'
        when revised.old_state <> 'value'
        then 'có số'
        when {{ differs("revised.value", "revised.old_value") }}
        then 'đổi số'
        else 'đổi tử số, mẫu số'
    end as change_kind,
    revised.old_value,
    revised.value as new_value,
    revised.value - revised.old_value as change_abs,
    revised.old_numerator,
    revised.numerator as new_numerator,
    revised.old_denominator,
    revised.denominator as new_denominator,
    revised.old_state,
    revised.value_state as new_state,
    coalesce(
        first_approvals.approved_at is not null
        and (
            publications.published_at is null
            or first_approvals.approved_at <= publications.published_at
        ),
        false
    ) as was_approved,
    cast(coalesce(causes.loads, 0) as integer) as loads,
    causes.load_ids,
    case
        when publications.action in ('rolled_back', 'released')
        then 'thu hồi hoặc công bố lại'
        when causes.loads > 0 and publications.has_other_rules
        then 'lần nạp và quy tắc tính'
        when causes.loads > 0
        then 'lần nạp'
        when publications.has_other_rules
        then 'quy tắc tính'
        else 'sổ tiếp nhận'
    end as cause
from revised
inner join publications on revised.publication_no = publications.publication_no
left join
    causes
    on revised.publication_no = causes.publication_no
    and revised.kpi_id = causes.kpi_id
    and revised.area_code = causes.area_code
    and revised.period = causes.period
    and revised.period_calendar = causes.period_calendar
    and revised.period_span = causes.period_span
left join first_approvals on revised.period = first_approvals.period

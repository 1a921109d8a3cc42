-- What each component of the hot-spot score rests on in each commune and quarter: numerator and
-- denominator of the indicator, or warnings over workers. A quarter is known by its name whatever
-- the calendar of the indicator. A half-yearly figure is carried over to the quarter after it.
with
    components as (
        select *, coalesce(valid_to, date '9999-12-31') as last_day
        from {{ ref("hotspot_components") }}
    ),

    grid as (
        select
            components.component,
            components.component_name,
            components.kpi_id,
            components.form,
            components.weight,
            components.worse_when,
            components.half_from,
            components.full_from,
            components.unit,
            components.is_shrunk,
            components.is_carried,
            components.sort_order,
            communes.commune_code,
            periods.period,
            periods.previous_period
        from {{ ref("kpis") }} as score
        inner join
            {{ ref("int_observed_periods") }} as periods
            on score.period_calendar = periods.period_calendar
        inner join
            components on periods.ends_on between components.valid_from and components.last_day
        cross join {{ ref("stg_reference__communes") }} as communes
        where score.kpi_id = 'EW-01'
    ),

    facts as (
        select
            facts.kpi_id,
            facts.area_code,
            facts.period,
            facts.numerator,
            facts.denominator,
            facts.value_state,
            facts.value_reason,
            kpis.scale
        from {{ ref("int_kpi_area_values") }} as facts
        inner join {{ ref("kpis") }} as kpis on facts.kpi_id = kpis.kpi_id
        where facts.area_kind = 'commune' and facts.period_span = 'quarter'
    ),

    -- one warning that several agencies noted is one
    alerts as (
        select commune_code, event_period as period, count(*) as alerts
        from
            (
                select distinct commune_code, event_period, employer_key, kind
                from {{ ref("int_current_alerts") }}
            )
        group by commune_code, event_period
    ),

    -- who has sent the log, also one that says there is nothing; who keeps silent has not
    alert_reports as (
        select commune_code, period
        from {{ ref("int_winning_tables") }}
        where form = 'alert_log'
        union
        select tables.agency_commune_code, coalesce(load_tables.period, tables.stated_period)
        from {{ ref("int_accepted_tables") }} as tables
        inner join
            {{ ref("stg_ledger__load_tables") }} as load_tables
            on tables.load_id = load_tables.load_id
            and tables.table_no = load_tables.table_no
        where
            tables.form = 'alert_log'
            and tables.is_nil_return
            and tables.agency_commune_code is not null
    ),

    from_alerts as (
        select
            'complaints' as component,
            reports.commune_code,
            reports.period,
            cast(coalesce(alerts.alerts, 0) as double) as numerator,
            workers.denominator,
            cast(1000 as double) as scale,
            case
                when workers.denominator is null or workers.denominator = 0
                then 'chưa có số lao động để tính'
            end as reason
        from alert_reports as reports
        left join
            alerts on reports.commune_code = alerts.commune_code and reports.period = alerts.period
        left join
            facts as workers
            on workers.kpi_id = 'OE-03'
            and reports.commune_code = workers.area_code
            and reports.period = workers.period
    )

select
    grid.*,
    case
        when grid.component = 'complaints'
        then from_alerts.numerator
        when facts.value_state = 'value'
        then facts.numerator
        when grid.is_carried and earlier.value_state = 'value'
        then earlier.numerator
    end as numerator,
    case
        when grid.component = 'complaints'
        then nullif(from_alerts.denominator, 0)
        when facts.value_state = 'value'
        then facts.denominator
        when grid.is_carried and earlier.value_state = 'value'
        then earlier.denominator
    end as denominator,
    coalesce(from_alerts.scale, facts.scale, earlier.scale) as scale,
    coalesce(facts.value_state, '') <> 'value'
    and grid.is_carried
    and coalesce(earlier.value_state, '') = 'value' as is_from_quarter_before,
    case
        when grid.component = 'complaints' and from_alerts.component is null
        then 'chưa gửi sổ tin báo'
        when grid.component = 'complaints'
        then from_alerts.reason
        when facts.kpi_id is null
        then 'chưa có chỉ tiêu ' || grid.kpi_id || ' cho quý này'
        else facts.value_reason
    end as missing_reason
from grid
left join
    facts
    on grid.kpi_id = facts.kpi_id
    and grid.commune_code = facts.area_code
    and grid.period = facts.period
left join
    facts as earlier
    on grid.kpi_id = earlier.kpi_id
    and grid.commune_code = earlier.area_code
    and grid.previous_period = earlier.period
left join
    from_alerts
    on grid.component = from_alerts.component
    and grid.commune_code = from_alerts.commune_code
    and grid.period = from_alerts.period

-- What turns a commune red at once: each fact of a quarter that reaches the limit of a trigger in
-- force, with the cell that says so. Any sender's warning counts: that one agency is silent does
-- not take back what another has reported.
with
    triggers as (
        select
            trigger_id,
            trigger_name,
            form,
            alert_kind,
            measure,
            threshold,
            unit,
            sort_order,
            valid_from,
            coalesce(valid_to, date '9999-12-31') as valid_to
        from {{ ref("hotspot_triggers") }}
    ),

    facts as (
        select
            'stoppage_log' as form,
            cast(null as {{ dbt.type_string() }}) as alert_kind,
            'workers' as measure,
            commune_code,
            period,
            cast(workers_involved as double) as value,
            load_id,
            form as source_form,
            sheet,
            row_no,
            workers_involved_cell as cell
        from {{ ref("int_stoppage_events") }}
        {% for measure in ["victims_dead", "victims_serious"] %}
            union all
            select
                form,
                null,
                '{{ measure }}',
                commune_code,
                period,
                value,
                load_id,
                form,
                sheet,
                row_no,
                cell
            from {{ ref("int_summary_figures") }}
            where form = 'accident_summary' and column_name = '{{ measure }}' and kind = 'cell'
        {% endfor %}
        {% for measure, value, cell in [
                ("workers", "workers", "workers_cell"),
                ("months_unpaid", "months_unpaid", "months_unpaid_cell"),
                ("alerts", "1", "kind_cell"),
                (
                    "workers_share",
                    "100.0 * workers / nullif(total_workers, 0)",
                    "workers_cell",
                ),
            ] %}
            union all
            select
                'alert_log',
                kind,
                '{{ measure }}',
                commune_code,
                event_period,
                cast({{ value }} as double),
                load_id,
                'alert_log',
                sheet,
                row_no,
                {{ cell }}
            from {{ ref("int_current_alerts") }}
        {% endfor %}
    )

select
    facts.commune_code,
    facts.period,
    triggers.trigger_id,
    triggers.trigger_name,
    triggers.threshold,
    triggers.unit,
    facts.value,
    facts.load_id,
    facts.source_form as form,
    facts.sheet,
    facts.row_no,
    facts.cell,
    row_number() over (
        partition by facts.commune_code, facts.period
        order by triggers.sort_order, facts.value desc, facts.load_id, facts.row_no, facts.cell
    ) as place
from facts
inner join {{ ref("kpis") }} as kpis on kpis.kpi_id = 'EW-01'
inner join
    {{ ref("int_observed_periods") }} as periods
    on facts.period = periods.period
    and kpis.period_calendar = periods.period_calendar
inner join
    triggers
    on facts.form = triggers.form
    and coalesce(facts.alert_kind, '') = coalesce(triggers.alert_kind, '')
    and facts.measure = triggers.measure
    and facts.value >= triggers.threshold
    and periods.ends_on between triggers.valid_from and triggers.valid_to

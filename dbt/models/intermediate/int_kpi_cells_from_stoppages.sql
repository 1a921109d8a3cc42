-- DS-06 counts stoppages that began in the quarter, DS-07 the workers who took part, DS-08 and
-- DS-09 the days not worked in it, DS-10 whether the authorities came within so many hours (a
-- variable).
with
    stoppages as (
        select
            events.*,
            -- one event of an employer with places of work in two communes is one
            coalesce(events.tax_digits, nullif(events.employer_key, ''))
            || ' '
            || cast(events.started_on as {{ dbt.type_string() }}) as event_key,
            -- where the stoppage log itself never came, the number rests on the dispute log
            case
                when reported.period is not null then 'stoppage_log' else 'dispute_log'
            end as source_used,
            -- a spontaneous stoppage follows no procedure; a strike may or may not (Điều 200-202);
            -- a temporary closure is the employer's own
            coalesce(events.event_type, '') <> 'temporary_closure'
            and (
                events.lawful_procedure = 'no'
                or (events.lawful_procedure is null and events.event_type = 'collective_stoppage')
            ) as is_out_of_procedure,
            {{ dbt.datediff("events.notified_at", "events.authorities_present_at", "minute") }}
            as minutes_to_authorities
        from {{ ref("int_stoppage_events") }} as events
        left join
            (
                select distinct commune_code, period
                from {{ ref("int_winning_tables") }}
                where form = 'stoppage_log'
            ) as reported
            on events.commune_code = reported.commune_code
            and events.period = reported.period
    ),

    cells as (
        select
            'DS-06' as kpi_id,
            commune_code,
            period,
            'numerator' as role,
            load_id,
            form,
            sheet,
            counted_cell as cell,
            row_no,
            counted_column as column_name,
            1 as value,
            1 as weight,
            case
                when form = 'dispute_log'
                then 'đếm 1 cuộc, chỉ có trong sổ tranh chấp'
                when is_preliminary
                then 'đếm 1 cuộc (báo cáo sơ bộ)'
                else 'đếm 1 cuộc'
            end as note,
            source_used,
            source_used = 'dispute_log' as is_limited,
            event_key as entity_key,
            zone_code
        from stoppages
        union all
        select
            'DS-07',
            commune_code,
            period,
            'numerator',
            load_id,
            form,
            sheet,
            workers_involved_cell,
            row_no,
            'workers_involved',
            workers_involved,
            1,
            case
                when form = 'dispute_log'
                then 'cuộc chỉ có trong sổ tranh chấp'
                when is_workers_estimate
                then 'số ước tính'
                when is_preliminary
                then 'báo cáo sơ bộ'
            end,
            source_used,
            source_used = 'dispute_log' or is_workers_estimate or is_preliminary,
            null,
            zone_code
        from stoppages
        {% for kpi in ["DS-08", "DS-09"] %}
            union all
            select
                '{{ kpi }}',
                commune_code,
                period,
                'numerator',
                load_id,
                'stoppage_log',
                sheet,
                cell,
                row_no,
                column_name,
                days_not_worked,
                1,
                note,
                'stoppage_log',
                is_limited,
                null,
                zone_code
            from {{ ref("int_stoppage_days") }}
            union all
            -- the dispute log holds no days: a stoppage that only it knows leaves a gap
            select
                '{{ kpi }}',
                commune_code,
                period,
                'numerator',
                load_id,
                form,
                sheet,
                counted_cell,
                row_no,
                counted_column,
                null,
                1,
                'sổ tranh chấp không có số ngày công',
                source_used,
                true,
                null,
                zone_code
            from stoppages
            where form = 'dispute_log'
        {% endfor %}
        {% for role in ["numerator", "denominator"] %}
            union all
            select
                'DS-10',
                commune_code,
                period,
                '{{ role }}',
                load_id,
                form,
                sheet,
                coalesce(authorities_present_at_cell, counted_cell),
                row_no,
                'authorities_present_at',
                {% if role == "numerator" %}
                    case
                        when minutes_to_authorities <= 60 * {{ var("authorities_within_hours") }}
                        then 1
                        else 0
                    end,
                {% else %} 1,
                {% endif %}
                case when minutes_to_authorities is null then 0 else 1 end,
                case
                    when minutes_to_authorities is null
                    then 'không ghi đủ giờ nhận tin và giờ có mặt, không tính'
                    else
                        'có mặt sau '
                        || {{ format_number_vi("minutes_to_authorities / 60.0", 1) }}
                        || ' giờ'
                end,
                source_used,
                source_used = 'dispute_log',
                null,
                zone_code
            from stoppages
            where is_out_of_procedure
        {% endfor %}
    )

    {{
        kpi_cells(
            "cells",
            {
                "weight": "weight",
                "note": "note",
                "is_limited": "is_limited",
                "entity_key": "entity_key",
                "zone_code": "zone_code",
            },
        )
    }}

-- The score of each commune and quarter as it is, and as it would be with the weight of one
-- component raised or lowered by the share that the rule names; the level follows from each.
-- Triggers, decisions of persons and silence do not depend on weights.
with
    periods as (
        select periods.period, periods.ends_on
        from {{ ref("int_observed_periods") }} as periods
        inner join
            {{ ref("kpis") }} as kpis
            on kpis.kpi_id = 'EW-01'
            and periods.period_calendar = kpis.period_calendar
    ),

    rules as (
        select
            periods.period,
            {% for rule in ["red_from", "amber_from", "smallest_weight_share", "weight_change"] %}
                max(case when rules.rule = '{{ rule }}' then rules.value end) as {{ rule }}
                {%- if not loop.last %},{% endif %}
            {% endfor %}
        from periods
        inner join
            {{ ref("hotspot_rules") }} as rules
            on periods.ends_on
            between rules.valid_from and coalesce(rules.valid_to, date '9999-12-31')
        group by periods.period
    ),

    scenarios as (
        select period, '' as changed_component, cast(1 as double) as weight_factor
        from rules
        {% for sign in ["-", "+"] %}
            union all
            select distinct
                components.period, components.component, 1 {{ sign }} rules.weight_change / 100.0
            from {{ ref("int_hotspot_components") }} as components
            inner join rules on components.period = rules.period
        {% endfor %}
    ),

    weighted as (
        select
            components.commune_code,
            components.period,
            scenarios.changed_component,
            scenarios.weight_factor,
            components.has_data,
            components.band,
            case
                when components.component = scenarios.changed_component
                then components.weight * scenarios.weight_factor
                else components.weight
            end as weight
        from {{ ref("int_hotspot_components") }} as components
        inner join scenarios on components.period = scenarios.period
    ),

    scored as (
        select
            commune_code,
            period,
            changed_component,
            weight_factor,
            100.0
            * sum(case when has_data then weight * band end)
            / sum(case when has_data then weight end) as score,
            100.0
            * coalesce(sum(case when has_data then weight end), 0)
            / sum(weight) as weight_share
        from weighted
        group by commune_code, period, changed_component, weight_factor
    ),

    overrides as (
        select
            overrides.*,
            periods.period,
            row_number() over (
                partition by overrides.commune_code, periods.period
                order by overrides.valid_from desc, overrides.expires_on desc, overrides.level
            ) as place
        from {{ ref("stg_reference__hotspot_overrides") }} as overrides
        inner join periods on periods.ends_on between overrides.valid_from and overrides.expires_on
    )

select
    scored.commune_code,
    scored.period,
    scored.changed_component,
    scored.weight_factor,
    scored.score,
    scored.weight_share,
    rules.smallest_weight_share,
    silence.commune_code is not null as is_silent,
    overrides.level as override_level,
    overrides.decided_by_role as override_role,
    overrides.reason as override_reason,
    overrides.expires_on as override_expires_on,
    case
        when scored.score is null
        then null
        when round(scored.score, 6) >= rules.red_from
        then 'đỏ'
        when round(scored.score, 6) >= rules.amber_from
        then 'vàng'
        else 'xanh'
    end as level_by_score,
    case
        when overrides.level is not null
        then overrides.level
        when triggers.trigger_id is not null
        then 'đỏ'
        when
            silence.commune_code is not null
            or round(scored.weight_share, 6) < rules.smallest_weight_share
        then 'xám'
        when round(scored.score, 6) >= rules.red_from
        then 'đỏ'
        when round(scored.score, 6) >= rules.amber_from
        then 'vàng'
        else 'xanh'
    end as level
from scored
inner join rules on scored.period = rules.period
left join
    overrides
    on scored.commune_code = overrides.commune_code
    and scored.period = overrides.period
    and overrides.place = 1
left join
    {{ ref("int_hotspot_triggers_fired") }} as triggers
    on scored.commune_code = triggers.commune_code
    and scored.period = triggers.period
    and triggers.place = 1
left join
    {{ ref("int_hotspot_silence") }} as silence
    on scored.commune_code = silence.commune_code
    and scored.period = silence.period

-- The hot-spot level of each commune and quarter, why it is what it is, and how firm it is.
with
    scenarios as (select * from {{ ref("int_hotspot_scenarios") }}),

    base as (select * from scenarios where changed_component = ''),

    changes as (
        select
            scenarios.commune_code,
            scenarios.period,
            count(*) as scenarios,
            sum(case when scenarios.level <> base.level then 1 else 0 end) as changing_scenarios,
            min(scenarios.score) as lowest_score,
            max(scenarios.score) as highest_score
        from scenarios
        inner join
            base on scenarios.commune_code = base.commune_code and scenarios.period = base.period
        where scenarios.changed_component <> ''
        group by scenarios.commune_code, scenarios.period
    ),

    fired as (
        select commune_code, period, count(distinct trigger_id) as triggers
        from {{ ref("int_hotspot_triggers_fired") }}
        group by commune_code, period
    )

select
    base.commune_code,
    base.period,
    base.score,
    base.level,
    base.level_by_score,
    base.weight_share,
    base.is_silent,
    case
        when base.is_silent
        then 'các kỳ báo cáo liên tiếp không gửi'
        when round(base.weight_share, 6) < base.smallest_weight_share
        then
            'mới có số liệu của '
            || {{ format_number_vi("base.weight_share", 0) }}
            || ' % trọng số (cần từ '
            || {{ format_number_vi("base.smallest_weight_share", 0) }}
            || ' %)'
    end as grey_reason,
    triggers.trigger_id,
    triggers.trigger_name,
    triggers.value as trigger_value,
    triggers.unit as trigger_unit,
    triggers.form as trigger_form,
    triggers.load_id as trigger_load_id,
    triggers.sheet as trigger_sheet,
    triggers.cell as trigger_cell,
    coalesce(fired.triggers, 0) as triggers_fired,
    base.override_level,
    base.override_role,
    base.override_reason,
    base.override_expires_on,
    changes.scenarios,
    changes.changing_scenarios,
    changes.lowest_score,
    changes.highest_score
from base
left join changes on base.commune_code = changes.commune_code and base.period = changes.period
left join
    {{ ref("int_hotspot_triggers_fired") }} as triggers
    on base.commune_code = triggers.commune_code
    and base.period = triggers.period
    and triggers.place = 1
left join fired on base.commune_code = fired.commune_code and base.period = fired.period

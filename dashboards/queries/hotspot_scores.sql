-- Which communes are hot spots in one quarter, with what decided it; the reddest first
select
    s.commune_code,
    c.commune_name,
    s.score,
    s.level,
    s.level_by_score,
    s.weight_share,
    s.is_silent,
    s.grey_reason,
    s.trigger_name,
    s.trigger_value,
    s.trigger_unit,
    s.triggers_fired,
    s.override_level,
    s.override_role,
    s.override_reason,
    s.override_expires_on,
    s.scenarios,
    s.changing_scenarios,
    s.lowest_score,
    s.highest_score
from marts.fct_hotspot_scores as s
inner join marts.dim_commune as c on c.commune_code = s.commune_code
where s.period = '${inputs.period.value}'
order by
    case s.level when 'đỏ' then 1 when 'vàng' then 2 when 'xanh' then 3 else 4 end,
    s.score desc nulls last,
    c.sort_order

-- Score and level of one commune over all quarters, oldest first
select period, score, level, weight_share, is_silent, triggers_fired, changing_scenarios
from marts.fct_hotspot_scores
where commune_code = '${inputs.area.value}'
order by period

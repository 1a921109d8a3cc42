-- How many communes were at each level of warning in every quarter that was scored, oldest first
select period, level, count(*) as communes
from marts.fct_hotspot_scores
group by period, level
order by period, level

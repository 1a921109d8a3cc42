-- How many communes stand at each warning level in one quarter
select
    count(*) filter (where s.level = 'đỏ') as red,
    count(*) filter (where s.level = 'vàng') as yellow,
    count(*) filter (where s.level = 'xanh') as green,
    count(*) filter (where s.level = 'xám') as grey,
    count(*) as communes
from marts.fct_hotspot_scores as s
where s.period = '${inputs.period.value}'
having count(*) > 0

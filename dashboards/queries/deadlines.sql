-- When communes must send their figures, quarter by quarter, oldest first; later quarters too
select period, label, ends_on, commune_deadline
from marts.dim_period
where period_calendar = 'BCDK' and commune_deadline is not null
order by period

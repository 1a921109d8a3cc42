-- The ten communes nearest in size to one commune in one quarter, of the same band first
select
    s.commune_code,
    c.commune_name,
    c.short_name,
    s.workers,
    s.band_label,
    s.band = own.band as is_same_band,
    own.workers as own_workers
from marts.fct_commune_sizes as own
inner join
    marts.fct_commune_sizes as s
    on s.period = own.period
    and s.period_calendar = own.period_calendar
    and s.commune_code <> own.commune_code
inner join marts.dim_commune as c on c.commune_code = s.commune_code
where
    own.commune_code = '${inputs.area.value}'
    and own.period = '${inputs.period.value}'
    and own.period_calendar = 'BCDK'
order by s.band = own.band desc, abs(ln(s.workers + 1) - ln(own.workers + 1)), c.sort_order
limit 10

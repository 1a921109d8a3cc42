-- How large each commune is in each quarter, for comparing it with communes of like size.
select
    bands.commune_code,
    bands.period,
    bands.period_calendar,
    cast(bands.workers as integer) as workers,
    bands.band,
    bands.band_label
from {{ ref("int_commune_bands") }} as bands
inner join
    {{ ref("int_observed_periods") }} as periods
    on bands.period = periods.period
    and bands.period_calendar = periods.period_calendar
inner join
    {{ ref("stg_reference__communes") }} as communes on bands.commune_code = communes.commune_code
order by bands.commune_code, bands.period_calendar, bands.period

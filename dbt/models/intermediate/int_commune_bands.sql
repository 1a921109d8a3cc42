-- The band of like size of each commune in each quarter: by its workers at the end of the quarter.
with
    stocks as (
        select commune_code, period, sum(workers) as workers
        from {{ ref("int_worker_stocks") }}
        group by commune_code, period
    )

select
    stocks.commune_code,
    stocks.period,
    periods.period_calendar,
    stocks.workers,
    bands.band,
    bands.band_label
from stocks
inner join {{ ref("int_calendar_periods") }} as periods on stocks.period = periods.period
inner join
    {{ ref("stg_reference__worker_bands") }} as bands
    on stocks.workers >= bands.from_workers
    and stocks.workers < coalesce(bands.to_workers + 1, stocks.workers + 1)
    and periods.ends_on between bands.valid_from and bands.valid_to

-- The place of each commune among all communes and among those of like size, best first by the
-- indicator's direction (largest first where it has none). Small numbers, communes that cannot be
-- compared and events too rare to rank have no place; the reason says why.
with
    considered as (
        select
            facts.kpi_id,
            facts.area_code as commune_code,
            facts.period,
            facts.period_calendar,
            facts.period_span,
            facts.value,
            case when kpis.direction = 'down' then facts.value else - facts.value end as sort_value,
            bands.band,
            bands.band_label,
            case
                when unranked.reason is not null
                then unranked.reason
                when facts.value_state <> 'value'
                then facts.value_reason
                when facts.comparability = 'không'
                then 'không so sánh được: ' || facts.comparability_reason
                when facts.is_small_number
                then 'số quá nhỏ để xếp hạng'
            end as unranked_reason
        from {{ ref("fct_kpi_values") }} as facts
        inner join {{ ref("kpis") }} as kpis on facts.kpi_id = kpis.kpi_id
        left join {{ ref("unranked_kpis") }} as unranked on facts.kpi_id = unranked.kpi_id
        left join
            {{ ref("int_commune_bands") }} as bands
            on facts.area_code = bands.commune_code
            and facts.period = bands.period
            and facts.period_calendar = bands.period_calendar
        where
            facts.area_kind = 'commune'
            and facts.period_span in ('quarter', 'year_to_date')
            and kpis.lowest_area = 'commune'
    ),

    ranked as (
        select
            *,
            rank() over (
                partition by kpi_id, period, period_calendar, period_span order by sort_value
            ) as province_rank,
            count(*) over (
                partition by kpi_id, period, period_calendar, period_span
            ) as province_size,
            rank() over (
                partition by kpi_id, period, period_calendar, period_span, band order by sort_value
            ) as band_rank,
            count(*) over (
                partition by kpi_id, period, period_calendar, period_span, band
            ) as band_size
        from considered
        where unranked_reason is null
    ),

    middles as (
        select kpi_id, period, period_calendar, period_span, median(value) as province_median
        from ranked
        group by kpi_id, period, period_calendar, period_span
    ),

    band_middles as (
        select kpi_id, period, period_calendar, period_span, band, median(value) as band_median
        from ranked
        where band is not null
        group by kpi_id, period, period_calendar, period_span, band
    )

select
    considered.kpi_id,
    considered.commune_code,
    considered.period,
    considered.period_calendar,
    considered.period_span,
    considered.value,
    cast(ranked.province_rank as integer) as province_rank,
    cast(ranked.province_size as integer) as province_size,
    middles.province_median,
    considered.band,
    considered.band_label,
    cast(case when considered.band is not null then ranked.band_rank end as integer) as band_rank,
    cast(case when considered.band is not null then ranked.band_size end as integer) as band_size,
    band_middles.band_median,
    considered.unranked_reason
from considered
left join
    ranked
    on considered.kpi_id = ranked.kpi_id
    and considered.commune_code = ranked.commune_code
    and considered.period = ranked.period
    and considered.period_calendar = ranked.period_calendar
    and considered.period_span = ranked.period_span
left join
    middles
    on considered.kpi_id = middles.kpi_id
    and considered.period = middles.period
    and considered.period_calendar = middles.period_calendar
    and considered.period_span = middles.period_span
left join
    band_middles
    on considered.kpi_id = band_middles.kpi_id
    and considered.period = band_middles.period
    and considered.period_calendar = band_middles.period_calendar
    and considered.period_span = band_middles.period_span
    and considered.band = band_middles.band

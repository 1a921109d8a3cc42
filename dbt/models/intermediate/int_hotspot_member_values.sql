-- EW-01 and EW-02 of each commune and span, a stock at its end. A grey commune has neither: that it
-- is not red would be a guess.
select
    grid.kpi_id,
    grid.area_code as member_code,
    grid.period,
    grid.period_calendar,
    grid.period_span,
    case
        when grid.kpi_id = 'EW-01' and scores.grey_reason is null
        then scores.score
        when grid.kpi_id = 'EW-02' and scores.level = 'đỏ'
        then 1.0
        when grid.kpi_id = 'EW-02' and scores.level <> 'xám'
        then 0.0
    end as numerator,
    'không đủ dữ liệu: ' || coalesce(scores.grey_reason, scores.override_reason) as missing_reason
from {{ ref("int_kpi_grid") }} as grid
inner join
    {{ ref("int_hotspot_scores") }} as scores
    on grid.area_code = scores.commune_code
    and grid.period = scores.period
where grid.kpi_id in ('EW-01', 'EW-02') and grid.area_kind = 'commune'

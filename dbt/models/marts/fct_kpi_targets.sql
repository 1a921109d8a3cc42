-- Each value beside the target or plan that held when its quarter ended.
select
    targets.kpi_id,
    targets.area_code,
    targets.period,
    targets.period_calendar,
    targets.period_span,
    facts.value,
    targets.target,
    targets.target_kind,
    facts.value - targets.target as gap,
    case when targets.target > 0 then 100.0 * facts.value / targets.target end as fulfilment_pct,
    case
        when facts.value is null
        then 'chưa có số liệu'
        when targets.target_kind = 'at_least' and facts.value >= targets.target
        then 'đạt'
        when targets.target_kind = 'at_most' and facts.value <= targets.target
        then 'đạt'
        else 'chưa đạt'
    end as target_state,
    targets.target_id,
    targets.version as target_version,
    targets.source_text as target_source
from {{ ref("int_kpi_targets") }} as targets
inner join
    {{ ref("fct_kpi_values") }} as facts
    on targets.kpi_id = facts.kpi_id
    and targets.area_code = facts.area_code
    and targets.period = facts.period
    and targets.period_calendar = facts.period_calendar
    and targets.period_span = facts.period_span

-- What changed most in an area in one quarter: indicators whose change is largest beside their own
-- changes in the quarters before (`unusual` 1 is the largest so far, null where fewer than four are
-- known: these come last), against one base
with
    changes as (
        select
            h.*,
            percent_rank() over (partition by h.kpi_id order by abs(h.change_abs)) as unusual,
            count(*) over (partition by h.kpi_id) as changes_known
        from marts.fct_kpi_changes as h
        where
            h.area_code = '${inputs.area.value}'
            and h.comparison = '${inputs.comparison.value}'
            and h.period <= '${inputs.period.value}'
            and h.change_abs is not null
    )

select
    x.kpi_id,
    k.short_name,
    k.unit,
    k.decimals,
    k.direction,
    x.base_period,
    x.base_value,
    x.value,
    x.change_abs,
    x.change_pct,
    x.change_kind,
    x.change_label,
    x.assessment,
    x.comparability,
    case when x.changes_known >= 4 then x.unusual end as unusual,
    x.changes_known
from changes as x
inner join marts.dim_kpi as k on k.kpi_id = x.kpi_id
where x.period = '${inputs.period.value}' and x.change_abs <> 0
order by
    case when x.changes_known >= 4 then x.unusual end desc nulls last,
    abs(x.change_pct) desc nulls last,
    k.sort_order

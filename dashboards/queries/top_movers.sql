-- Which communes moved most in each indicator in one quarter, up to three for the better and three
-- for the worse, against one base; only changes that can be judged, and none from or to a handful
with
    changes as (
        select h.*, c.commune_name
        from marts.fct_kpi_changes as h
        inner join marts.dim_commune as c on c.commune_code = h.area_code
        where
            h.period = '${inputs.period.value}'
            and h.comparison = '${inputs.comparison.value}'
            and h.assessment in ('good', 'bad')
            and h.change_abs <> 0
    ),

    sizes as (
        select v.kpi_id, v.area_code, bool_or(v.is_small_number) as is_small_number
        from marts.fct_kpi_values as v
        where
            v.area_kind = 'commune'
            and v.period_span = 'quarter'
            and (
                v.period = '${inputs.period.value}' or v.period in (select base_period from changes)
            )
        group by v.kpi_id, v.area_code
    ),

    moved as (
        select
            h.*,
            row_number() over (
                partition by h.kpi_id, h.assessment order by abs(h.change_abs) desc, h.area_code
            ) as place
        from changes as h
        inner join sizes as z on z.kpi_id = h.kpi_id and z.area_code = h.area_code
        where not z.is_small_number
    )

select
    x.kpi_id,
    k.short_name,
    k.unit,
    k.decimals,
    x.area_code,
    x.commune_name,
    x.base_value,
    x.value,
    x.change_abs,
    x.change_pct,
    x.change_label,
    x.assessment,
    x.place
from moved as x
inner join marts.dim_kpi as k on k.kpi_id = x.kpi_id
where x.place <= 3
order by k.sort_order, x.assessment, x.place

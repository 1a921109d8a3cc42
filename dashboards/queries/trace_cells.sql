-- The cells, ledger entries and nil returns behind a number of any area and span
-- The weight is what a cell adds with: divided by the quarters of an average, 0 where the same
-- employer, decision or session has been counted by another cell.
with
    placed as (
        select x.*, x.member_code as counted_code
        from marts.fct_kpi_cells as x
        where x.kpi_id = '${inputs.kpi.value}'
        union all
        select x.*, x.zone_code as counted_code
        from marts.fct_kpi_cells as x
        where x.kpi_id = '${inputs.kpi.value}' and x.zone_code <> ''
    ),

    ruled as (
        select
            placed.*,
            k.period_calendar,
            case
                when placed.role = 'numerator' then k.numerator_time else k.denominator_time
            end as time_rule
        from placed
        inner join marts.dim_kpi as k on k.kpi_id = placed.kpi_id
        -- an index does not add up: it has cells for communes only
        inner join
            marts.dim_area as a
            on a.area_code = '${inputs.area.value}'
            and (k.additivity <> 'INDEX' or a.area_kind = 'commune')
    ),

    used as (
        select
            ruled.*,
            case
                when ruled.time_rule in ('mean', 'rolling_4_mean') and ruled.role = 'numerator'
                then ruled.weight / m.numerator_quarters
                when ruled.time_rule in ('mean', 'rolling_4_mean')
                then ruled.weight / m.denominator_quarters
                else ruled.weight
            end as factor,
            case
                when ruled.entity_key is null or ruled.time_rule in ('mean', 'rolling_4_mean')
                then 1
                else
                    row_number() over (
                        partition by ruled.role, ruled.entity_key
                        order by
                            ruled.value * ruled.weight desc,
                            ruled.period,
                            ruled.commune_code,
                            ruled.file_name,
                            ruled.sheet,
                            ruled.row,
                            ruled.cell
                    )
            end as place_of_entity
        from ruled
        inner join
            marts.bridge_span_periods as s
            on s.period_calendar = ruled.period_calendar
            and s.time_rule = ruled.time_rule
            and s.event_period = ruled.period
            and s.period = '${inputs.period.value}'
            and s.period_span = '${inputs.span.value}'
        inner join
            marts.bridge_kpi_members as m
            on m.kpi_id = ruled.kpi_id
            and m.member_code = ruled.counted_code
            and m.period = s.period
            and m.period_calendar = s.period_calendar
            and m.period_span = s.period_span
        inner join
            marts.bridge_area_members as a
            on a.member_code = ruled.counted_code
            and a.area_code = '${inputs.area.value}'
    )

select
    u.role,
    u.kind,
    u.commune_code,
    coalesce(c.area_name, 'Tỉnh Lào Cai') as commune_name,
    u.period,
    u.agency_code,
    u.file_name,
    u.file_sha256,
    u.load_id,
    u.form,
    u.sheet,
    u.cell,
    u.row,
    u.column_name,
    u.value,
    case when u.place_of_entity = 1 then u.factor else 0.0 end as weight,
    case
        when u.place_of_entity > 1 and u.note is null
        then 'đã tính một lần ở dòng khác'
        when u.place_of_entity > 1
        then u.note || ' (đã tính một lần ở dòng khác)'
        else u.note
    end as note,
    u.entity_key,
    u.place_of_entity > 1 as is_counted_elsewhere
from used as u
left join marts.dim_area as c on c.area_code = u.commune_code
order by c.sort_order, u.role desc, u.period, u.file_name, u.sheet, u.row, u.cell

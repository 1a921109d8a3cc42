-- The cells, ledger entries and nil returns behind a number of any area and span
-- The weight is what a cell adds with: divided by the quarters of an average, 0 where the same
-- employer, decision or session has been counted by another cell.
with
    counted as (select * from ${counted_members} where kpi_id = '${inputs.kpi.value}'),

    placed as (
        select x.*, c.is_average, c.quarters
        from marts.fct_kpi_cells as x
        inner join
            counted as c
            on c.kpi_id = x.kpi_id
            and c.role = x.role
            and c.member_code = x.member_code
            and c.event_period = x.period
        where x.kpi_id = '${inputs.kpi.value}'
        union all
        -- a zone has the entries that name it
        select x.*, c.is_average, c.quarters
        from marts.fct_kpi_cells as x
        inner join
            counted as c
            on c.kpi_id = x.kpi_id
            and c.role = x.role
            and c.member_code = x.zone_code
            and c.event_period = x.period
        where x.kpi_id = '${inputs.kpi.value}' and x.zone_code <> ''
    ),

    used as (
        select
            placed.*,
            case
                when placed.is_average then placed.weight / placed.quarters else placed.weight
            end as factor,
            case
                when placed.entity_key is null or placed.is_average
                then 1
                else
                    row_number() over (
                        partition by placed.role, placed.entity_key
                        order by
                            placed.value * placed.weight desc,
                            placed.period,
                            placed.commune_code,
                            placed.file_name,
                            placed.sheet,
                            placed.row,
                            placed.cell
                    )
            end as place_of_entity
        from placed
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

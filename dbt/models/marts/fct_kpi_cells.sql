-- The lineage of every value that is shown: a cell without a number and the numerator of a
-- ratio that has no denominator carry nothing and are left out.
with
    cells as (
        select
            cells.*,
            case
                when rules.lowest_area = 'province'
                then '{{ var("province_code") }}'
                else cells.commune_code
            end as member_code
        from {{ ref("int_kpi_cells") }} as cells
        inner join {{ ref("int_kpi_rules") }} as rules on cells.kpi_id = rules.kpi_id
    )

select
    cells.kpi_id,
    cells.commune_code,
    cells.period,
    cells.role,
    cells.kind,
    cells.load_id,
    cells.agency_code,
    cells.file_name,
    cells.file_sha256,
    cells.form,
    cells.sheet,
    cells.cell,
    cells.row_no as {{ adapter.quote("row") }},
    cells.column_name,
    cells.value,
    cells.weight,
    cells.note,
    cells.entity_key,
    cells.zone_code,
    cells.member_code
from cells
inner join
    {{ ref("int_kpi_member_quarters") }} as quarters
    on cells.kpi_id = quarters.kpi_id
    and cells.member_code = quarters.member_code
    and cells.period = quarters.period
where
    cells.value is not null
    and case
        when cells.role = 'numerator'
        then quarters.is_numerator_used
        else quarters.is_denominator_used
    end
union all
-- what rests on other indicators leads to their lineage, and to the cell that turned a commune red
select
    cells.kpi_id,
    cells.commune_code,
    cells.period,
    cells.role,
    cells.kind,
    cells.load_id,
    loads.agency_code,
    loads.file_name,
    loads.file_sha256,
    cells.form,
    cells.sheet,
    cells.cell,
    cells.row_no,
    cells.column_name,
    cells.value,
    cells.weight,
    cells.note,
    cells.entity_key,
    cells.zone_code,
    cells.commune_code
from {{ ref("int_hotspot_cells") }} as cells
left join {{ ref("stg_ledger__loads") }} as loads on cells.load_id = loads.load_id

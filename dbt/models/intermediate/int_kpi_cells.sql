-- Every cell, ledger entry or nil return behind every commune's numerator and denominator:
-- the numbers themselves are sums over this table, so a number and its lineage cannot differ.
with
    from_rows as (select * from {{ ref("int_kpi_cells_corrected") }}),

    counted as (select distinct kpi_id, commune_code, period, role from from_rows),

    -- a register says nothing about a denominator that another form states
    roles as (
        select kpi_id, 'numerator' as role
        from {{ ref("kpis") }}
        union all
        select kpi_id, 'denominator'
        from {{ ref("kpis") }}
        where additivity = 'RATIO' and coalesce(denominator_form, primary_form) = primary_form
    ),

    -- A register that came and holds nothing for the quarter is a reported 0.
    silent as (
        select
            kpis.kpi_id,
            roles.role,
            winning.commune_code,
            winning.period,
            winning.load_id,
            winning.form,
            winning.sheet,
            winning.is_nil_return
        from {{ ref("kpis") }} as kpis
        inner join roles on kpis.kpi_id = roles.kpi_id
        inner join {{ ref("forms") }} as forms on kpis.primary_form = forms.form and forms.is_log
        inner join {{ ref("int_winning_tables") }} as winning on forms.form = winning.form
        inner join
            {{ ref("int_deciding_forms") }} as deciding
            on winning.form = deciding.family
            and winning.form = deciding.form
            and winning.commune_code = deciding.commune_code
            and winning.period = deciding.period
            and coalesce(winning.agency_district_code, '')
            = coalesce(deciding.agency_district_code, '')
        left join
            counted
            on kpis.kpi_id = counted.kpi_id
            and roles.role = counted.role
            and winning.commune_code = counted.commune_code
            and winning.period = counted.period
        where counted.kpi_id is null
    ),

    all_cells as (
        select {{ kpi_cell_columns().keys() | join(", ") }}
        from from_rows
        union all
        {{
            kpi_cells(
                "silent",
                {
                    "kind": "case when is_nil_return then 'nil' else 'ledger' end",
                    "cell": "null",
                    "row_no": "null",
                    "column_name": "null",
                    "value": "0",
                    "note": "case when is_nil_return then 'báo cáo không phát sinh' else 'sổ đã gửi, không có dòng nào thuộc chỉ tiêu này trong kỳ' end",
                    "source_used": "form",
                },
            )
        }}
    )

select
    all_cells.kpi_id,
    all_cells.commune_code,
    all_cells.period,
    all_cells.role,
    all_cells.kind,
    all_cells.load_id,
    coalesce(all_cells.agency_code, loads.agency_code) as agency_code,
    coalesce(all_cells.file_name, loads.file_name) as file_name,
    coalesce(all_cells.file_sha256, loads.file_sha256) as file_sha256,
    all_cells.form,
    all_cells.sheet,
    all_cells.cell,
    all_cells.row_no,
    all_cells.column_name,
    all_cells.value,
    all_cells.weight,
    all_cells.note,
    all_cells.source_used,
    all_cells.is_limited,
    all_cells.entity_key,
    all_cells.zone_code
from all_cells
left join {{ ref("stg_ledger__loads") }} as loads on all_cells.load_id = loads.load_id

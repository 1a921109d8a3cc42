-- DQ-02: how many mandatory figures state a number. Those that do are one entry a column and sheet;
-- those that do not are named cell by cell, each adding 0.
with
    totals as (
        select
            commune_code,
            period,
            form,
            load_id,
            sheet,
            column_name,
            count(*) as mandatory_cells,
            sum(case when is_stated then 1 else 0 end) as stated_cells,
            sum(case when is_stated and cell_state = 'dash' then 1 else 0 end) as dash_cells
        from {{ ref("int_mandatory_cells") }}
        group by commune_code, period, form, load_id, sheet, column_name
    ),

    standing as (
        select
            coalesce(agencies.commune_code, agencies.district_code) as commune_code,
            submissions.period,
            submissions.form,
            submissions.standing_load_id,
            row_number() over (
                partition by
                    coalesce(agencies.commune_code, agencies.district_code), submissions.period
                order by submissions.form
            ) as place
        from {{ ref("int_submissions_by_form") }} as submissions
        inner join
            {{ ref("stg_reference__agencies") }} as agencies
            on submissions.agency_code = agencies.agency_code
            and agencies.kind in ('commune', 'district')
        where submissions.standing_load_id is not null
    ),

    cells as (
        select
            commune_code,
            period,
            'numerator' as role,
            'ledger' as kind,
            load_id,
            form,
            sheet,
            column_name,
            cast(null as {{ dbt.type_string() }}) as cell,
            cast(null as integer) as row_no,
            stated_cells as value,
            'số ô có số liệu' || case
                when dash_cells > 0
                then
                    ', trong đó '
                    || cast(dash_cells as {{ dbt.type_string() }})
                    || ' ô ghi “-” (biểu hiểu là 0)'
                else ''
            end as note
        from totals
        union all
        select
            commune_code,
            period,
            'denominator',
            'ledger',
            load_id,
            form,
            sheet,
            column_name,
            null,
            null,
            mandatory_cells,
            'số ô bắt buộc'
        from totals
        union all
        select
            commune_code,
            period,
            'numerator',
            'cell',
            load_id,
            form,
            sheet,
            column_name,
            cell,
            row_no,
            0,
            case
                cell_state
                when 'dash'
                then 'ô ghi “-”, chưa rõ là 0 hay chưa có số'
                when 'ellipsis'
                then 'ô ghi “…” (chưa có số)'
                when 'error'
                then 'ô báo lỗi'
                when 'blank'
                then 'ô trống'
                else 'ô không có số'
            end
        from {{ ref("int_mandatory_cells") }}
        where not is_stated
        union all
        -- forms without any figure to fill in, such as a "không phát sinh" and nothing else
        select
            commune_code,
            period,
            roles.role,
            'ledger',
            standing_load_id,
            form,
            null,
            null,
            null,
            null,
            0,
            'biểu không có ô số bắt buộc'
        from standing
        cross join
            (
                select 'numerator' as role
                union all
                select 'denominator'
            ) as roles
        where
            place = 1
            and not exists (
                select 1
                from totals
                where
                    totals.commune_code = standing.commune_code and totals.period = standing.period
            )
    )

    {{
        kpi_cells(
            "cells",
            {
                "kpi_id": "'DQ-02'",
                "kind": "kind",
                "note": "note",
                "source_used": "'submissions'",
            },
        )
    }}

-- DQ-04: the forms that were replaced, of those that were accepted.
with
    cells as (
        select
            commune_code,
            period,
            'numerator' as role,
            coalesce(replacement_load_id, first_load_id) as load_id,
            form,
            case when replacements > 0 then 1 else 0 end as value,
            case
                when replacements > 0
                then 'bản thay thế nhận lúc ' || {{ format_moment_vi("replaced_at") }}
                else 'không có bản thay thế'
            end || case
                when corrections > 0
                then
                    '; '
                    || cast(corrections as {{ dbt.type_string() }})
                    || ' bản đính chính (không tính)'
                else ''
            end as note
        from {{ ref("int_form_acceptances") }}
        union all
        select
            commune_code,
            period,
            'denominator',
            first_load_id,
            form,
            1,
            'chấp nhận lúc ' || {{ format_moment_vi("first_accepted_at") }}
        from {{ ref("int_form_acceptances") }}
    )

    {{
        kpi_cells(
            "cells",
            {
                "kpi_id": "'DQ-04'",
                "kind": "'ledger'",
                "sheet": "null",
                "cell": "null",
                "row_no": "null",
                "column_name": "null",
                "note": "note",
                "source_used": "'submissions'",
            },
        )
    }}

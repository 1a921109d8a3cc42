-- Lineage of EW-01 and EW-02: the points of each component, and each commune's level. Where the
-- file behind a point is, the lineage of the component's own indicator says.
with
    cells as (
        select
            'EW-01' as kpi_id,
            components.commune_code,
            components.period,
            components.form,
            100.0 * components.band as value,
            components.weight / sum(components.weight) over (
                partition by components.commune_code, components.period
            ) as weight,
            components.component_name
            || ': '
            || {{ format_number_vi("coalesce(components.shrunken_value, components.value)", 1) }}
            || ' '
            || components.unit
            || '; mức '
            || {{ format_number_vi("components.band", 1) }}
            || ', trọng số '
            || {{ format_number_vi("components.weight", 1) }}
            || case
                when components.is_from_quarter_before then '; số liệu của quý trước' else ''
            end as note,
            cast(null as {{ dbt.type_string() }}) as load_id,
            cast(null as {{ dbt.type_string() }}) as sheet,
            cast(null as {{ dbt.type_string() }}) as cell
        from {{ ref("int_hotspot_components") }} as components
        inner join
            {{ ref("int_hotspot_scores") }} as scores
            on components.commune_code = scores.commune_code
            and components.period = scores.period
        where components.has_data and scores.grey_reason is null
        union all
        select
            'EW-02',
            commune_code,
            period,
            trigger_form,
            case when level = 'đỏ' then 1 else 0 end,
            1,
            case
                when override_level is not null
                then 'mức ' || level || ' do người có thẩm quyền quyết định: ' || override_reason
                when trigger_id is not null
                then 'mức ' || level || ' do dấu hiệu: ' || trigger_name
                else 'mức ' || level || ', ' || {{ format_number_vi("score", 1) }} || ' điểm'
            end,
            case when override_level is null then trigger_load_id end,
            case when override_level is null then trigger_sheet end,
            case when override_level is null then trigger_cell end
        from {{ ref("int_hotspot_scores") }}
        where level <> 'xám'
    )

    {{
        kpi_cells(
            "cells",
            {
                "role": "'numerator'",
                "kind": "'ledger'",
                "row_no": "null",
                "column_name": "null",
                "weight": "weight",
                "note": "note",
                "source_used": "'hotspot'",
            },
        )
    }}

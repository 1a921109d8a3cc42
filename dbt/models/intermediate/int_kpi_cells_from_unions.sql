-- LR-01: members over workers, both as the union itself states them by union unit (11 areas, branch
-- unions, directly subordinate ones). None of these is a commune: they count for the province.
with
    units as (
        select
            winning.commune_code,
            winning.period,
            winning.load_id,
            records.sheet,
            records.row_no,
            records.unit,
            records.members_total,
            records.members_total_cell,
            records.workers_total,
            records.workers_total_cell
        from {{ ref("int_winning_tables") }} as winning
        inner join
            {{ ref("stg_lake__union_summaries") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.period = coalesce(records.period, winning.stated_period)
        where winning.form = 'union_summary' and winning.commune_code = '{{ var("province_code") }}'
    ),

    cells as (
        {% for role, column in [
            ("numerator", "members_total"),
            ("denominator", "workers_total"),
        ] %}
            select
                commune_code,
                period,
                '{{ role }}' as role,
                load_id,
                sheet,
                row_no,
                '{{ column }}' as column_name,
                {{ column }}_cell as cell,
                {{ column }} as value,
                unit as note
            from units
            where members_total is not null and workers_total is not null
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
        union all
        -- a unit that leaves one of the two blank says nothing
        select
            commune_code,
            period,
            'numerator',
            load_id,
            sheet,
            row_no,
            'members_total',
            members_total_cell,
            null,
            unit
        from units
        where members_total is null or workers_total is null
    )

    {{
        kpi_cells(
            "cells",
            {
                "kpi_id": "'LR-01'",
                "form": "'union_summary'",
                "note": "note",
                "source_used": "'union_summary'",
            },
        )
    }}

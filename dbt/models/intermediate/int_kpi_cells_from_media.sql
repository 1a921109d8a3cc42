{#- OE-05: products of press and portal first published in the quarter, for the province as a whole.
    OE-06: minutes on loudspeakers and boards, by the unit that the form states (a seed): hours
    become minutes, an unnamed unit is the form's own, and what has no rule stays as given and is
    not added. -#}
{% set kinds = [
    ("news", 1),
    ("articles", 1),
    ("reports", 1),
    ("short_videos", 1),
    ("infographics", 1),
    ("podcasts", 1),
    ("republished", -1),
] %}

with
    winning as (
        select *
        from {{ ref("int_winning_tables") }}
        where form in ('media_products', 'grassroots_media')
    ),

    products as (
        select winning.commune_code, winning.period as counted_period, records.*
        from winning
        inner join
            {{ ref("stg_lake__media_products") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.period = coalesce(records.period, winning.stated_period)
        where
            winning.form = 'media_products' and winning.commune_code = '{{ var("province_code") }}'
    ),

    broadcasts as (
        select
            winning.commune_code as counted_commune_code,
            winning.period as counted_period,
            records.*,
            units.minutes_each,
            units.is_assumed
        from winning
        inner join
            {{ ref("stg_lake__grassroots_media") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.commune_code = coalesce(records.commune_code, winning.agency_commune_code)
            and winning.period = coalesce(records.period, winning.stated_period)
        inner join
            {{ ref("broadcast_units") }} as units
            on coalesce(records.broadcast_unit, 'unstated') = units.broadcast_unit
        where winning.form = 'grassroots_media' and units.minutes_each is not null
    ),

    cells as (
        {% for column_name, weight in kinds %}
            select
                'OE-05' as kpi_id,
                commune_code,
                counted_period as period,
                'cell' as kind,
                load_id,
                'media_products' as form,
                sheet,
                {{ column_name }}_cell as cell,
                row_no,
                '{{ column_name }}' as column_name,
                cast({{ column_name }} as double) as value,
                cast({{ weight }} as double) as weight,
                {% if weight < 0 %} 'đăng lại: trừ, tính riêng'
                {% else %} cast(null as {{ dbt.type_string() }})
                {% endif %} as note,
                false as is_limited
            from products
            where {{ column_name }} is not null
            union all
        {% endfor %}
        select
            'OE-06',
            counted_commune_code,
            counted_period,
            'cell',
            load_id,
            'grassroots_media',
            sheet,
            broadcast_time_cell,
            row_no,
            'broadcast_time',
            broadcast_time,
            minutes_each,
            case
                when is_assumed
                then 'biểu không ghi đơn vị, hiểu là phút'
                when minutes_each <> 1
                then
                    'đổi ra phút: 1 đơn vị = '
                    || {{ format_number_vi("minutes_each", 0) }}
                    || ' phút'
            end,
            is_assumed
        from broadcasts
        union all
        select
            case when form = 'media_products' then 'OE-05' else 'OE-06' end,
            commune_code,
            period,
            'nil',
            load_id,
            form,
            sheet,
            null,
            null,
            null,
            0,
            1,
            'báo cáo không phát sinh',
            false
        from winning
        where is_nil_return
    )

    {{
        kpi_cells(
            "cells",
            {
                "role": "'numerator'",
                "kind": "kind",
                "weight": "weight",
                "note": "note",
                "source_used": "form",
                "is_limited": "is_limited",
            },
        )
    }}

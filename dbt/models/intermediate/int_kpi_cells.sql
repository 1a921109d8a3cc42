{#- Every cell, ledger entry or nil return behind every commune's numerator and denominator:
    the numbers themselves are sums over this table, so a number and its lineage cannot differ. -#}
{% set families = [
    "int_kpi_cells_from_summaries",
    "int_kpi_cells_from_lists",
    "int_kpi_cells_from_disputes",
    "int_kpi_cells_from_stoppages",
    "int_kpi_cells_from_employers",
] %}

with
    from_rows as (
        {% for family in families %}
            select
                kpi_id,
                commune_code,
                period,
                role,
                kind,
                load_id,
                form,
                sheet,
                cell,
                row_no,
                column_name,
                value,
                weight,
                note,
                source_used,
                is_limited
            from {{ ref(family) }}
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    ),

    counted as (select distinct kpi_id, commune_code, period, role from from_rows),

    roles as (
        select kpi_id, 'numerator' as role
        from {{ ref("kpis") }}
        union all
        select kpi_id, 'denominator'
        from {{ ref("kpis") }}
        where additivity = 'RATIO'
    ),

    -- A register that came and holds nothing for the quarter is a reported 0.
    from_silence as (
        select
            kpis.kpi_id,
            winning.commune_code,
            winning.period,
            roles.role,
            case when winning.is_nil_return then 'nil' else 'ledger' end as kind,
            winning.load_id,
            winning.form,
            winning.sheet,
            cast(null as {{ dbt.type_string() }}) as cell,
            cast(null as integer) as row_no,
            cast(null as {{ dbt.type_string() }}) as column_name,
            cast(0 as double) as value,
            cast(1 as double) as weight,
            case
                when winning.is_nil_return
                then 'báo cáo không phát sinh'
                else 'sổ đã gửi, không có dòng nào thuộc chỉ tiêu này trong kỳ'
            end as note,
            winning.form as source_used,
            false as is_limited
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
        left join
            counted
            on kpis.kpi_id = counted.kpi_id
            and roles.role = counted.role
            and winning.commune_code = counted.commune_code
            and winning.period = counted.period
        where counted.kpi_id is null
    ),

    from_loads as (
        select *
        from from_rows
        union all
        select *
        from from_silence
    )

select
    from_loads.kpi_id,
    from_loads.commune_code,
    from_loads.period,
    from_loads.role,
    from_loads.kind,
    from_loads.load_id,
    loads.agency_code,
    loads.file_name,
    loads.file_sha256,
    from_loads.form,
    from_loads.sheet,
    from_loads.cell,
    from_loads.row_no,
    from_loads.column_name,
    from_loads.value,
    from_loads.weight,
    from_loads.note,
    from_loads.source_used,
    from_loads.is_limited
from from_loads
inner join {{ ref("stg_ledger__loads") }} as loads on from_loads.load_id = loads.load_id
union all
select
    kpi_id,
    commune_code,
    period,
    role,
    kind,
    load_id,
    agency_code,
    file_name,
    file_sha256,
    form,
    cast(null as {{ dbt.type_string() }}) as sheet,
    cast(null as {{ dbt.type_string() }}) as cell,
    cast(null as integer) as row_no,
    cast(null as {{ dbt.type_string() }}) as column_name,
    value,
    weight,
    note,
    'submissions' as source_used,
    false as is_limited
from {{ ref("int_kpi_cells_from_submissions") }}

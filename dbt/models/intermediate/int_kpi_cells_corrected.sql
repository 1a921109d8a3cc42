{#- Cells with the corrections that stand for what a sender has not repaired yet (seed corrections).
    A correction names one cell of one file, or a column of a commune's form in a quarter. It is
    applied only while the cell says what the correction expects: once the source is repaired, a
    test fails until the correction is taken out. What was done stands in the note. -#}
{% set by_cell = ["file_sha256", "sheet", "cell"] %}
{% set by_figure = ["form", "commune_code", "period", "column_name"] %}
{% set told = ["correction_id", "expect_value", "corrected_value", "reason", "asked_by"] %}

with
    active as (select * from {{ ref("corrections") }} where status = 'áp dụng'),

    -- Never two for one cell: that would count the cell twice (and the seed's own test fails).
    for_cells as (
        select *
        from
            (
                select
                    {{ (by_cell + told) | join(", ") }},
                    row_number() over (
                        partition by {{ by_cell | join(", ") }} order by correction_id
                    ) as place
                from active
                where file_sha256 is not null
            ) as numbered
        where place = 1
    ),

    for_figures as (
        select *
        from
            (
                select
                    {{ (by_figure + told) | join(", ") }},
                    row_number() over (
                        partition by {{ by_figure | join(", ") }} order by correction_id
                    ) as place
                from active
                where file_sha256 is null
            ) as numbered
        where place = 1
    ),

    matched as (
        select
            cells.*,
            {% for column in told %}
                coalesce(for_cells.{{ column }}, for_figures.{{ column }}) as {{ column }},
            {% endfor %}
            for_cells.correction_id is not null
            or for_figures.correction_id is not null as is_matched
        from {{ ref("int_kpi_cells_of_families") }} as cells
        left join {{ ref("stg_ledger__loads") }} as loads on cells.load_id = loads.load_id
        left join
            for_cells
            on coalesce(cells.file_sha256, loads.file_sha256) = for_cells.file_sha256
            and cells.sheet = for_cells.sheet
            and cells.cell = for_cells.cell
        left join
            for_figures
            on for_cells.correction_id is null
            -- what the ledger counts of the same column (cells that are filled) is no figure of it
            and cells.kind = 'cell'
            and cells.form = for_figures.form
            and cells.commune_code = for_figures.commune_code
            and cells.period = for_figures.period
            and cells.column_name = for_figures.column_name
    ),

    judged as (
        select
            *,
            is_matched
            and (value = expect_value or (value is null and expect_value is null)) as is_as_expected
        from matched
    )

select
    {% for column in kpi_cell_columns() if column not in ("value", "note") %}
        {{ column }},
    {% endfor %}
    case when is_as_expected then corrected_value else value end as value,
    case
        when is_as_expected
        then
            coalesce(note || '; ', '')
            || 'số đã được hiệu chỉnh ('
            || correction_id
            || '): '
            || coalesce({{ correction_number("expect_value") }}, 'để trống')
            || ' → '
            || coalesce({{ correction_number("corrected_value") }}, 'để trống')
            || ', '
            || reason
            || ', theo đề nghị của '
            || asked_by
        else note
    end as note,
    correction_id,
    coalesce(is_as_expected, false) as is_corrected
from judged

{#- What each row of a list adds to the columns of its summary, where the list decides; a list without
    rows for the quarter is a reported 0 in each. A row: list, figure, rows it comes from, column,
    cell, value, note, condition. -#}
{% set parts = [
    (
        "inspection_list",
        "inspections",
        "visits",
        "decision_no",
        "inspection_cell",
        "1",
        "'đếm 1 cuộc'",
        "row_of_inspection = 1",
    ),
    (
        "inspection_list",
        "employers_inspected",
        "visits",
        "employer",
        "employer_cell",
        "1",
        "'đếm 1 đơn vị'",
        "row_of_employer = 1",
    ),
    (
        "inspection_list",
        "employers_violating",
        "visits",
        "violations",
        "violations_cell",
        "case when violations > 0 then 1 when violations = 0 then 0 end",
        "case when violations > 0 then 'đơn vị có vi phạm' else 'đơn vị không có vi phạm' end",
        "row_of_employer = 1",
    ),
    (
        "inspection_list",
        "violations",
        "visits",
        "violations",
        "violations_cell",
        "violations",
        "null",
        "true",
    ),
    (
        "penalty_decisions",
        "penalty_decisions",
        "penalties",
        "decision_no",
        "decision_cell",
        "1",
        "'đếm 1 quyết định'",
        "row_of_decision = 1",
    ),
    (
        "penalty_decisions",
        "fines_vnd",
        "penalties",
        "fine_vnd",
        "fine_vnd_cell",
        "fine_vnd",
        "null",
        "true",
    ),
] %}

with
    deciding as (
        select *
        from {{ ref("int_deciding_forms") }}
        where family = form and form in ('inspection_list', 'penalty_decisions')
    ),

    visits as (
        select
            entries.*,
            deciding.period,
            row_number() over (
                partition by deciding.commune_code, deciding.period, entries.inspection_key
                order by entries.load_id, entries.row_no, entries.record_id
            ) as row_of_inspection,
            -- an employer inspected twice is one employer, and violating if it was so once
            row_number() over (
                partition by deciding.commune_code, deciding.period, entries.employer_id
                order by coalesce(entries.violations, -1) desc, entries.row_no, entries.record_id
            ) as row_of_employer
        from {{ ref("int_current_inspection_visits") }} as entries
        inner join
            deciding
            on deciding.form = 'inspection_list'
            and entries.commune_code = deciding.commune_code
            and entries.event_period = deciding.period
            and entries.agency_code = deciding.agency_code
    ),

    penalties as (
        select
            entries.*,
            deciding.period,
            row_number() over (
                partition by deciding.commune_code, deciding.period, entries.decision_key
                order by entries.load_id, entries.row_no, entries.record_id
            ) as row_of_decision
        from {{ ref("int_current_penalty_decisions") }} as entries
        inner join
            deciding
            on deciding.form = 'penalty_decisions'
            and entries.commune_code = deciding.commune_code
            and entries.event_period = deciding.period
            and entries.agency_code = deciding.agency_code
    ),

    added as (
        {% for form, figure, rows, column_name, cell, value, note, condition in parts %}
            select
                '{{ form }}' as form,
                '{{ figure }}' as figure,
                commune_code,
                period,
                load_id,
                sheet,
                row_no,
                '{{ column_name }}' as column_name,
                {{ cell }} as cell,
                cast({{ value }} as double) as value,
                cast({{ note }} as {{ dbt.type_string() }}) as note
            from {{ rows }}
            where {{ condition }}
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    ),

    -- all tables of the load that came for this quarter, so that the 0 shows where it was said
    silent as (
        select
            deciding.form,
            listed.column_name as figure,
            deciding.commune_code,
            deciding.period,
            winning.load_id,
            winning.sheet,
            winning.is_nil_return
        from deciding
        inner join {{ ref("listed_columns") }} as listed on deciding.form = listed.list_form
        inner join
            {{ ref("int_winning_tables") }} as winning
            on deciding.form = winning.form
            and deciding.commune_code = winning.commune_code
            and deciding.period = winning.period
            and coalesce(deciding.agency_district_code, '')
            = coalesce(winning.agency_district_code, '')
        left join
            (select distinct form, commune_code, period from added) as told
            on deciding.form = told.form
            and deciding.commune_code = told.commune_code
            and deciding.period = told.period
        where told.form is null
    )

select
    form,
    figure,
    commune_code,
    period,
    load_id,
    sheet,
    row_no,
    column_name,
    cell,
    value,
    'cell' as kind,
    note
from added
union all
select
    form,
    figure,
    commune_code,
    period,
    load_id,
    sheet,
    cast(null as integer),
    cast(null as {{ dbt.type_string() }}),
    cast(null as {{ dbt.type_string() }}),
    cast(0 as double),
    case when is_nil_return then 'nil' else 'ledger' end,
    case
        when is_nil_return
        then 'báo cáo không phát sinh'
        else 'danh sách đã gửi, không có dòng nào trong kỳ'
    end
from silent

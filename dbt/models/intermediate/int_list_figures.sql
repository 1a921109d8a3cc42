{#- What each row of a list adds to the columns of its summary, where the list decides; a list without
    rows for the quarter is a reported 0 in each. -#}
{% set inspections = ref("int_current_inspection_visits") %}
{% set sessions = ref("int_current_outreach_sessions") %}

with
    deciding as (
        select deciding.*
        from {{ ref("int_deciding_forms") }} as deciding
        where deciding.form in ('inspection_list', 'outreach_sessions')
    ),

    visits as (
        select
            entries.*,
            deciding.period,
            row_number() over (
                partition by deciding.commune_code, deciding.period, entries.inspection_key
                order by entries.load_id, entries.row_no, entries.record_id
            ) as row_of_inspection
        from {{ inspections }} as entries
        inner join
            deciding
            on deciding.form = 'inspection_list'
            and entries.commune_code = deciding.commune_code
            and entries.event_period = deciding.period
            and entries.agency_code = deciding.agency_code
    ),

    sessions as (
        select entries.*, deciding.period
        from {{ sessions }} as entries
        inner join
            deciding
            on deciding.form = 'outreach_sessions'
            and entries.commune_code = deciding.commune_code
            and entries.event_period = deciding.period
            and entries.agency_code = deciding.agency_code
    ),

    added as (
        select
            'inspection_list' as form,
            'inspections' as figure,
            commune_code,
            period,
            load_id,
            sheet,
            row_no,
            'decision_no' as column_name,
            inspection_cell as cell,
            1 as value,
            'đếm 1 cuộc' as note
        from visits
        where row_of_inspection = 1
        union all
        select
            'inspection_list',
            'employers_inspected',
            commune_code,
            period,
            load_id,
            sheet,
            row_no,
            'employer',
            employer_cell,
            1,
            'đếm 1 đơn vị'
        from visits
        union all
        select
            'inspection_list',
            'employers_violating',
            commune_code,
            period,
            load_id,
            sheet,
            row_no,
            'violations',
            violations_cell,
            case when violations is not null then case when violations > 0 then 1 else 0 end end,
            case when violations > 0 then 'đơn vị có vi phạm' else 'đơn vị không có vi phạm' end
        from visits
        union all
        select
            'inspection_list',
            'violations',
            commune_code,
            period,
            load_id,
            sheet,
            row_no,
            'violations',
            violations_cell,
            violations,
            null
        from visits
        union all
        select
            'outreach_sessions',
            'sessions',
            commune_code,
            period,
            load_id,
            sheet,
            row_no,
            'held_on',
            held_on_cell,
            1,
            'đếm 1 cuộc'
        from sessions
        union all
        select
            'outreach_sessions',
            'attendances',
            commune_code,
            period,
            load_id,
            sheet,
            row_no,
            'attendances',
            attendances_cell,
            attendances,
            null
        from sessions
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
    cast(value as double) as value,
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

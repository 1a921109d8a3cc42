{#- The CTEs that leave one row a case of a running register, ending in `current_entries`.

    The same case in the log of a later quarter, or in a later load for the same quarter, updates
    the case. It is known by its number, with the year of the event where the number holds none
    (numbering starts again in January), else by employer, commune and day; the ordinal within the
    load keeps two cases apart that share all of these. A replacement ("bản thay thế") takes the
    place of all that older loads said for the commune and quarter: what it leaves out is gone,
    and so is an entry whose wrong date had put it into another quarter. `named` is the column that
    stands for the employer in a log of things that have none. -#}
{% macro current_log_entries(entries, form, happened_on, case_number=none, named="employer") %}
    entry_versions as (
        select
            entries.*,
            tables.agency_code,
            tables.receipt_order,
            {{ employer_key("entries." ~ named) }} as employer_key,
            coalesce(entries.commune_code, tables.agency_commune_code) as entry_commune_code,
            coalesce(periods.period, entries.period, tables.stated_period) as event_period,
            -- the quarter the log is about, which for a late or carried-over case is another
            coalesce(entries.period, tables.stated_period, periods.period) as log_period
        from {{ entries }} as entries
        inner join
            {{ ref("int_accepted_tables") }} as tables
            on entries.load_id = tables.load_id
            and entries.table_no = tables.table_no
            and tables.form = '{{ form }}'
        inner join {{ ref("forms") }} as forms on tables.form = forms.form
        left join
            {{ ref("int_calendar_periods") }} as periods
            on forms.period_calendar = periods.period_calendar
            and entries.{{ happened_on }} between periods.starts_on and periods.ends_on
    ),

    keyed as (
        select
            *,
            {% if case_number %}
                case
                    when trim({{ case_number }}) <> ''
                    then
                        'số '
                        || {{ fold_text("trim(" ~ case_number ~ ")") }}
                        || case
                            when
                                translate({{ case_number }}, '012345678', '999999999') like '%9999%'
                            then ''
                            else ' năm ' || coalesce(substring(event_period, 1, 4), '')
                        end
                    else {{ unnumbered_case_key(happened_on) }}
                end
            {% else %} {{ unnumbered_case_key(happened_on) }}
            {% endif %} as case_key
        from entry_versions
    ),

    numbered as (
        select
            *, row_number() over (partition by load_id, case_key order by record_no) as case_ordinal
        from keyed
    ),

    replacements as (
        select distinct
            coverage.commune_code, coverage.period, tables.agency_code, tables.receipt_order
        from {{ ref("stg_ledger__load_coverage") }} as coverage
        inner join
            {{ ref("int_accepted_tables") }} as tables
            on coverage.load_id = tables.load_id
            and coverage.table_no = tables.table_no
            and coverage.form = tables.form
        where tables.form = '{{ form }}' and tables.is_replacement
    ),

    not_replaced as (
        select *
        from numbered
        where
            not exists (
                select 1
                from replacements
                where
                    replacements.agency_code = numbered.agency_code
                    and replacements.commune_code = numbered.entry_commune_code
                    and replacements.period = numbered.log_period
                    and replacements.receipt_order > numbered.receipt_order
            )
    ),

    by_age as (
        select
            *,
            row_number() over (
                partition by agency_code, case_key, case_ordinal
                order by log_period desc, receipt_order desc, record_no desc
            ) as age
        from not_replaced
    ),

    current_entries as (select * from by_age where age = 1)
{% endmacro %}

{% macro unnumbered_case_key(happened_on) -%}
    employer_key
    || ' '
    || coalesce(entry_commune_code, '')
    || ' '
    || coalesce(cast({{ happened_on }} as {{ dbt.type_string() }}), '')
{%- endmacro %}

-- What a summary form states itself since the beginning of the year (luỹ kế), beside the sum of
-- the quarters that it stated as they count today. A number is compared only where one row states
-- it and every quarter of the year so far is there: of the commune, of its part in a former
-- district (before 1 July 2025), or of the department.
{% set columns = [
    ("sessions", "Luỹ kế từ đầu năm: số cuộc tuyên truyền", "cuộc"),
    ("attendances", "Luỹ kế từ đầu năm: số lượt người dự", "lượt người"),
] %}

with
    winning as (
        select
            *,
            case
                when commune_code = '{{ var("province_code") }}'
                then agency_code
                else agency_district_code
            end as part
        from {{ ref("int_winning_tables") }}
        where form = 'outreach_summary'
    ),

    records as (
        select
            winning.commune_code,
            winning.part,
            winning.period,
            winning.agency_code,
            winning.load_id,
            told.sheet,
            told.row_no,
            {% for column, _, _ in columns %}
                told.{{ column }},
                told.{{ column }}_ytd,
                told.{{ column }}_ytd_cell
                {%- if not loop.last %},{% endif %}
            {% endfor %}
        from winning
        inner join
            {{ ref("stg_lake__outreach_summaries") }} as told
            on winning.load_id = told.load_id
            and winning.table_no = told.table_no
            and winning.commune_code = told.commune_code
            and winning.period = coalesce(told.period, winning.stated_period)
    ),

    figures as (
        {% for column, label, unit in columns %}
            select
                commune_code,
                part,
                period,
                agency_code,
                load_id,
                sheet,
                row_no,
                '{{ column }}_ytd' as column_name,
                '{{ label }}' as column_label,
                '{{ unit }}' as unit,
                cast({{ column }} as bigint) as value,
                cast({{ column }}_ytd as bigint) as stated_value,
                {{ column }}_ytd_cell as cell
            from records
            union all
            select
                commune_code,
                part,
                period,
                agency_code,
                load_id,
                sheet,
                cast(null as integer) as row_no,
                '{{ column }}_ytd' as column_name,
                '{{ label }}' as column_label,
                '{{ unit }}' as unit,
                cast(0 as bigint) as value,
                cast(null as bigint) as stated_value,
                cast(null as {{ dbt.type_string() }}) as cell
            from winning
            where is_nil_return
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    ),

    quarters as (
        select
            commune_code,
            part,
            period,
            column_name,
            sum(value) as value,
            count(*) - count(value) as blanks
        from figures
        group by commune_code, part, period, column_name
    ),

    counted as (
        select
            *,
            count(*) over (partition by commune_code, part, period, column_name) as rows_that_state
        from figures
        where stated_value is not null
    ),

    summed as (
        select
            counted.commune_code,
            counted.part,
            counted.period,
            counted.agency_code,
            counted.load_id,
            counted.sheet,
            counted.row_no,
            counted.column_name,
            counted.column_label,
            counted.unit,
            counted.stated_value,
            counted.cell,
            sum(quarters.value) as summed_value,
            sum(case when quarters.part is null then quarters.value end) as own_value,
            sum(quarters.blanks) as blanks,
            count(distinct quarters.period) as quarters
        from counted
        inner join
            quarters
            on counted.commune_code = quarters.commune_code
            and counted.column_name = quarters.column_name
            and substring(counted.period, 1, 4) = substring(quarters.period, 1, 4)
            and quarters.period <= counted.period
            and (counted.part is null or counted.part = quarters.part)
        where counted.rows_that_state = 1
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    )

select
    commune_code,
    period,
    agency_code,
    load_id,
    sheet,
    row_no,
    column_name,
    column_label,
    unit,
    stated_value,
    cast(summed_value as bigint) as summed_value,
    case
        when stated_value = summed_value
        then null
        when part is null and stated_value = own_value
        then 'chỉ cộng các quý từ khi lập xã, phường mới'
        when part is null and summed_value <> coalesce(own_value, 0)
        then 'tổng gồm cả số của các đơn vị cũ trước 01/7/2025'
    end as explanation,
    cell
from summed
where blanks = 0 and quarters = cast(substring(period, 6, 1) as integer)

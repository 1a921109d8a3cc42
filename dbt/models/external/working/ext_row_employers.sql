-- Which employers a row of a spreadsheet is about.
{% set named_forms = [
    ("inspection_list", "stg_lake__inspection_visits"),
    ("penalty_decisions", "stg_lake__penalty_decisions"),
    ("employer_register", "stg_lake__employers"),
    ("social_insurance", "stg_lake__insured_employers"),
] %}

{% for form, model in named_forms %}
    select distinct
        employers.form, rows_of.load_id, rows_of.sheet, rows_of.row_no, employers.employer_id
    from {{ ref(model) }} as rows_of
    inner join
        {{ ref("int_record_employers") }} as employers
        on rows_of.record_id = employers.record_id
        and employers.form = '{{ form }}'
    {% if not loop.last %}
        union all
    {% endif %}
{% endfor %}

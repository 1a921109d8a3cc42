{#- Which employer each row of a form that names employers is about: the one under which the ledger counts
    its tax code (merged codes are one employer), else the tax code itself, else the one employer known by this
    name, else the folded name. A name that two employers have stays a name. -#}
{% set named_forms = [
    ("inspection_list", "stg_lake__inspection_visits"),
    ("penalty_decisions", "stg_lake__penalty_decisions"),
    ("employer_register", "stg_lake__employers"),
    ("social_insurance", "stg_lake__insured_employers"),
] %}

with
    records as (
        {% for form, model in named_forms %}
            select
                '{{ form }}' as form,
                record_id,
                load_id,
                nullif({{ remove_pattern("tax_code", "[^0-9]") }}, '') as tax_digits,
                nullif({{ employer_key("employer") }}, '') as name_key
            from {{ ref(model) }}
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    ),

    -- a name that a person gave to one sender's employer holds for that sender alone
    by_name as (
        select records.form, records.record_id, min(names.employer_id) as employer_id
        from records
        inner join {{ ref("stg_ledger__loads") }} as loads on records.load_id = loads.load_id
        inner join
            {{ ref("stg_ledger__employer_names") }} as names
            on records.name_key = {{ employer_key("names.employer") }}
            and (names.agency_code is null or loads.agency_code = names.agency_code)
        where records.tax_digits is null
        group by records.form, records.record_id
        having min(names.employer_id) = max(names.employer_id)
    )

select
    records.form,
    records.record_id,
    coalesce(
        codes.employer_id,
        records.tax_digits,
        by_name.employer_id,
        'tên ' || records.name_key,
        records.record_id
    ) as employer_id
from records
left join {{ ref("stg_ledger__employers") }} as codes on records.tax_digits = codes.tax_code
left join by_name on records.form = by_name.form and records.record_id = by_name.record_id

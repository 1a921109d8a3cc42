-- The family of what each value tells (numerator, denominator, rest of a share): numbers that are
-- computed from one another are withheld together. One that is not named belongs to its indicator.
with
    measures as (
        {% for measure in ["numerator", "denominator", "rest"] %}
            select kpi_id, disclosure_class, '{{ measure }}' as measure
            from {{ ref("int_kpi_rules") }}
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    )

select measures.kpi_id, measures.measure, coalesce(named.family, measures.kpi_id) as family
from measures
inner join
    {{ ref("disclosure_rules") }} as classes
    on measures.disclosure_class = classes.disclosure_class
    and classes.is_published
left join
    {{ ref("disclosure_families") }} as named
    on measures.kpi_id = named.kpi_id
    and measures.measure = named.measure

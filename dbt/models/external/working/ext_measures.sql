-- What a reader would learn from each value of an indicator that has a small-cell rule: its
-- numerator, its denominator and, of a share, what is left over; and which of them are small.
with
    facts as (
        select
            facts.kpi_id,
            facts.area_code,
            facts.area_kind,
            facts.period,
            facts.period_calendar,
            facts.period_span,
            cast(substring(facts.period, 1, 4) as integer) as year_no,
            facts.numerator,
            facts.denominator,
            case
                when rules.unit = '%' and facts.denominator >= facts.numerator
                then facts.denominator - facts.numerator
            end as rest,
            classes.smallest_numerator,
            classes.smallest_denominator,
            classes.smallest_rest,
            classes.smallest_contributors,
            classes.largest_share
        from {{ ref("fct_kpi_values") }} as facts
        inner join {{ ref("int_kpi_rules") }} as rules on facts.kpi_id = rules.kpi_id
        inner join
            {{ ref("disclosure_rules") }} as classes
            on rules.disclosure_class = classes.disclosure_class
            and classes.is_published
            and classes.is_checked
    ),

    measures as (
        {% for measure in ["numerator", "denominator", "rest"] %}
            select
                kpi_id,
                area_code,
                area_kind,
                period,
                period_calendar,
                period_span,
                year_no,
                '{{ measure }}' as measure,
                {{ measure }} as amount,
                smallest_{{ measure }} as smallest,
                smallest_contributors,
                largest_share
            from facts
            where {{ measure }} is not null
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    )

select
    measures.kpi_id,
    families.family,
    measures.area_code,
    measures.area_kind,
    measures.period,
    measures.period_calendar,
    measures.period_span,
    measures.year_no,
    measures.measure,
    abs(measures.amount) as amount,
    measures.smallest,
    measures.largest_share,
    (abs(measures.amount) > 0 and abs(measures.amount) < measures.smallest)
    or (
        measures.smallest_contributors > 0
        and measures.measure <> 'rest'
        and (measures.amount <> 0 or coalesce(contributions.contributors, 0) > 0)
        -- not where nobody knows how many employers are behind it
        and contributions.kpi_id is not null
        and (
            contributions.contributors < measures.smallest_contributors
            or contributions.largest > measures.largest_share * contributions.total
        )
    ) as is_small
from measures
inner join
    {{ ref("ext_families") }} as families
    on measures.kpi_id = families.kpi_id
    and measures.measure = families.measure
left join
    {{ ref("ext_contributions") }} as contributions
    on measures.kpi_id = contributions.kpi_id
    and measures.measure = contributions.role
    and measures.area_code = contributions.area_code
    and measures.period = contributions.period
    and measures.period_calendar = contributions.period_calendar
    and measures.period_span = contributions.period_span

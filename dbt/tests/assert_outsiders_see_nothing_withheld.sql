-- The last look before outsiders get it: no number that is small or withheld, no indicator that is
-- not published, in any table of the external file.
with
    shown as (
        select *
        from {{ ref("ext_kpi_values") }}
        where
            value is not null
            or numerator is not null
            or denominator is not null
            or wilson_low is not null
            or wilson_high is not null
            or value_state = 'value'
    ),

    told as (
        {% for table in [
            "ext_dim_kpi",
            "ext_kpi_values",
            "ext_kpi_changes",
            "ext_kpi_targets",
            "ext_kpi_ranks",
            "ext_kpi_breakdowns",
        ] %}
            select distinct '{{ table }}' as place, kpi_id
            from {{ ref(table) }}
            {% if not loop.last %}
                union all
            {% endif %}
        {% endfor %}
    )

select 'số không công bố' as fault, shown.kpi_id, shown.area_code, shown.period
from shown
inner join
    {{ ref("ext_withheld_values") }} as kept
    on shown.kpi_id = kept.kpi_id
    and shown.area_code = kept.area_code
    and shown.period = kept.period
    and shown.period_calendar = kept.period_calendar
    and shown.period_span = kept.period_span
where kept.withheld_by is not null
union all
select 'số nhỏ', shown.kpi_id, shown.area_code, shown.period
from shown
inner join
    {{ ref("ext_measures") }} as measures
    on shown.kpi_id = measures.kpi_id
    and shown.area_code = measures.area_code
    and shown.period = measures.period
    and shown.period_calendar = measures.period_calendar
    and shown.period_span = measures.period_span
where measures.is_small
union all
select told.place, told.kpi_id, null, null
from told
left join {{ ref("int_kpi_rules") }} as rules on told.kpi_id = rules.kpi_id
left join
    {{ ref("disclosure_rules") }} as classes
    on rules.disclosure_class = classes.disclosure_class
    and classes.is_published
where classes.disclosure_class is null

-- How many communes change colour when the weight of one component is another.
with
    scenarios as (select * from {{ ref("int_hotspot_scenarios") }}),

    base as (select commune_code, period, level from scenarios where changed_component = '')

select
    scenarios.period,
    scenarios.changed_component as component,
    scenarios.weight_factor,
    cast(count(*) as integer) as communes,
    cast(
        sum(case when scenarios.level <> base.level then 1 else 0 end) as integer
    ) as communes_changed,
    {% for name, level in [("red", "đỏ"), ("amber", "vàng"), ("green", "xanh"), ("grey", "xám")] %}
        cast(
            sum(case when scenarios.level = '{{ level }}' then 1 else 0 end) as integer
        ) as communes_{{ name }}
        {%- if not loop.last %},{% endif %}
    {% endfor %}
from scenarios
inner join base on scenarios.commune_code = base.commune_code and scenarios.period = base.period
group by scenarios.period, scenarios.changed_component, scenarios.weight_factor

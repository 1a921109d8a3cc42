{#- The words for a code of an event: a left join of `breakdown_categories`, whose `category_name` is the
    word. What the log leaves blank is `unknown` there. -#}
{% macro join_words(alias, dimension, code) -%}
    left join
        {{ ref("breakdown_categories") }} as {{ alias }}
        on {{ alias }}.dimension = '{{ dimension }}'
        and {{ alias }}.category = coalesce({{ code }}, 'unknown')
{%- endmacro %}

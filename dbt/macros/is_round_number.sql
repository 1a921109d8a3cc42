{#- Whether a count is a round number of thousands, which nobody counts: an estimate. 0 is none. -#}
{% macro is_round_number(number) -%}
    ({{ number }} > 0 and mod(cast({{ number }} as bigint), 1000) = 0)
{%- endmacro %}

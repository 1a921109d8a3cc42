{#- Whether two numbers are other numbers: sums of doubles may differ in the last bit with the order
    in which they were added up; a number and no number differ. -#}
{% macro differs(left, right) -%}
    (
        case
            when {{ left }} is null or {{ right }} is null
            then ({{ left }} is null) <> ({{ right }} is null)
            else abs({{ left }} - {{ right }}) > 1e-11 * (abs({{ left }}) + abs({{ right }}))
        end
    )
{%- endmacro %}

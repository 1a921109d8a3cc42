{#- Lower ("-") or upper ("+") bound of Wilson's 95 % interval of a share n/d, between 0 and 1
    (E. B. Wilson, JASA 1927): 1 of 2 is 9,5–90,5 %, 0 of 3 is 0–56 %. -#}
{% macro wilson_bound(n, d, sign) -%}
    {%- set z = var("interval_z") -%}
    {%- set share = "(" ~ n ~ " / " ~ d ~ ")" -%}
    greatest(
        0.0,
        least(
            1.0,
            (
                {{ share }}
                + {{ z * z }}
                / (2 * {{ d }}) {{ sign }} {{ z }}
                * sqrt(
                    {{ share }} * (1 - {{ share }}) / {{ d }}
                    + {{ z * z }} / (4 * {{ d }} * {{ d }})
                )
            )
            / (1 + {{ z * z }} / {{ d }})
        )
    )
{%- endmacro %}

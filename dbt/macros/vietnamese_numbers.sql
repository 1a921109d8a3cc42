{#- A number as a Vietnamese reader expects it: 1.234,5. `decimals` is 0 or 1, a literal or a column. -#}
{% macro format_number_vi(number, decimals) -%}
    case
        when {{ decimals }} = 0
        then translate({{ format_number(number, 0) }}, ',.', '.,')
        else translate({{ format_number(number, 1) }}, ',.', '.,')
    end
{%- endmacro %}

{#- A number as it stands in a correction: without decimals where it has none. -#}
{% macro correction_number(number) -%}
    {{
        format_number_vi(
            number, "case when " ~ number ~ " = round(" ~ number ~ ", 0) then 0 else 1 end"
        )
    }}
{%- endmacro %}

{% macro format_number(number, decimals) -%}
    {{ return(adapter.dispatch("format_number")(number, decimals)) }}
{%- endmacro %}

{% macro default__format_number(number, decimals) -%}
    format_number({{ number }}, {{ decimals }})
{%- endmacro %}

{#- Rounded first: format() alone shows the binary value, 0.25 as 0.2. -#}
{% macro duckdb__format_number(number, decimals) -%}
    format('{:,.{{ decimals }}f}', round(cast({{ number }} as double), {{ decimals }}))
{%- endmacro %}

{#- 17/09/2026 and, for a moment, 17/09/2026 10:20. -#}
{% macro format_date_vi(day) -%}
    {{ return(adapter.dispatch("format_date_vi")(day)) }}
{%- endmacro %}

{% macro default__format_date_vi(day) -%} date_format({{ day }}, 'dd/MM/yyyy') {%- endmacro %}

{% macro duckdb__format_date_vi(day) -%} strftime({{ day }}, '%d/%m/%Y') {%- endmacro %}

{% macro format_moment_vi(moment) -%}
    {{ return(adapter.dispatch("format_moment_vi")(moment)) }}
{%- endmacro %}

{% macro default__format_moment_vi(moment) -%}
    date_format({{ moment }}, 'dd/MM/yyyy HH:mm')
{%- endmacro %}

{% macro duckdb__format_moment_vi(moment) -%}
    strftime({{ moment }}, '%d/%m/%Y %H:%M')
{%- endmacro %}

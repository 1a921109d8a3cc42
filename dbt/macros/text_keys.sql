{#- Text folded for matching: NFC, lower case, no Vietnamese marks, đ as d. -#}
{% macro fold_text(text) -%}
    translate(
        lower({{ compose_text(text) }}),
        'áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ',
        'aaaaaaaaaaaaaaaaaeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyyd'
    )
{%- endmacro %}

{#- Composed form of a text. The lake is NFC already, so an engine without the function loses nothing. -#}
{% macro compose_text(text) -%} {{ return(adapter.dispatch("compose_text")(text)) }} {%- endmacro %}

{% macro default__compose_text(text) -%} {{ text }} {%- endmacro %}

{% macro duckdb__compose_text(text) -%} nfc_normalize({{ text }}) {%- endmacro %}

{#- Every match of a pattern removed: DuckDB needs the 'g' option where Spark replaces all by itself. -#}
{% macro remove_pattern(text, pattern) -%}
    {{ return(adapter.dispatch("remove_pattern")(text, pattern)) }}
{%- endmacro %}

{% macro default__remove_pattern(text, pattern) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '')
{%- endmacro %}

{% macro duckdb__remove_pattern(text, pattern) -%}
    regexp_replace({{ text }}, '{{ pattern }}', '', 'g')
{%- endmacro %}

{#- An employer's name without its legal form, marks, spaces and punctuation:
    "Công ty TNHH MTV Hoà Bình" and "CTY TNHH Hòa Bình" are the same employer. -#}
{% macro employer_key(employer) -%}
    {{
        remove_pattern(
            remove_pattern(
                fold_text(employer),
                "(cong ty|cty|trach nhiem huu han|tnhh|mot thanh vien|mtv|co phan|ctcp|doanh nghiep tu nhan|dntn|hop tac xa|htx|chi nhanh)",
            ),
            "[^a-z0-9]",
        )
    }}
{%- endmacro %}

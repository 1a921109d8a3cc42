{{ config(alias="fct_kpi_values") }}

-- The values that an outsider may see. One that is withheld says so and nothing else: not whether
-- it is small itself or hides another.
select
    facts.kpi_id,
    facts.area_code,
    facts.area_kind,
    facts.period,
    facts.period_calendar,
    facts.period_span,
    {% for column in ["value", "numerator", "denominator"] %}
        case when kept.withheld_by is null then facts.{{ column }} end as {{ column }},
    {% endfor %}
    case when kept.withheld_by is null then facts.value_state else 'na' end as value_state,
    case
        when kept.withheld_by is null
        then facts.value_reason
        else 'không công bố để bảo vệ số nhỏ (dưới 5 người hoặc dưới 3 đơn vị)'
    end as value_reason,
    case when kept.withheld_by is null then facts.source_used end as source_used,
    facts.reporting_units,
    facts.expected_units,
    facts.is_partial,
    kept.withheld_by is null and facts.is_small_number as is_small_number,
    {% for column in ["wilson_low", "wilson_high"] %}
        case when kept.withheld_by is null then facts.{{ column }} end as {{ column }},
    {% endfor %}
    facts.comparability,
    facts.comparability_reason
from {{ ref("fct_kpi_values") }} as facts
inner join
    {{ ref("ext_withheld_values") }} as kept
    on facts.kpi_id = kept.kpi_id
    and facts.area_code = kept.area_code
    and facts.period = kept.period
    and facts.period_calendar = kept.period_calendar
    and facts.period_span = kept.period_span

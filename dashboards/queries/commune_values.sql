-- One indicator in one quarter for every commune, ranked; small bases come after all others
select
    v.*,
    case
        when v.value_state = 'value' and not v.is_small_number
        then
            rank() over (
                partition by v.value_state = 'value' and not v.is_small_number order by v.value desc
            )
    end as rank_high,
    h.quarter_label,
    h.quarter_kind,
    h.quarter_assessment,
    h.quarter_base_value,
    h.year_label,
    h.year_assessment
from ${values_of_communes} as v
left join
    ${changes_beside} as h
    on h.area_code = v.commune_code
    and h.kpi_id = '${inputs.kpi.value}'
    and h.period_span = 'quarter'
order by v.sort_order

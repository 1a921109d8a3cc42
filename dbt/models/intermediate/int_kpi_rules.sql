-- How each indicator adds up: the columns of the seed that the roll-up needs, and what follows.
select
    kpi_id,
    additivity,
    scale,
    unit,
    disclosure_class,
    period_calendar,
    primary_form,
    lowest_area,
    numerator_time,
    denominator_time,
    series_break_on,
    na_reason,
    missing_numerator_reason,
    missing_denominator_reason,
    additivity = 'RATIO' as is_ratio,
    -- both sides take the same quarters, so that a quarter counts where it has both
    additivity = 'RATIO'
    and numerator_time in ('flow', 'mean')
    and denominator_time in ('flow', 'mean') as is_paired
from {{ ref("kpis") }}

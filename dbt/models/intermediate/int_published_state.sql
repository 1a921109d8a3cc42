-- The KPI values that stand published, as the journal of publications has them.
with
    ranked as (
        select
            *,
            row_number() over (
                partition by kpi_id, area_code, period, period_calendar, period_span
                order by publication_no desc
            ) as recency
        from {{ ref("stg_ledger__published_values") }}
    )

select
    kpi_id,
    area_code,
    area_kind,
    period,
    period_calendar,
    period_span,
    value,
    numerator,
    denominator,
    value_state
from ranked
where recency = 1 and value_state is not null

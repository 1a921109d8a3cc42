-- The KPI values of each quarter as they were approved last.
with
    ranked as (
        select
            published.*,
            row_number() over (
                partition by
                    published.kpi_id,
                    published.area_code,
                    published.period,
                    published.period_calendar,
                    published.period_span
                order by published.publication_no desc
            ) as recency
        from {{ ref("stg_ledger__published_values") }} as published
        inner join
            {{ ref("int_quarter_approvals") }} as approvals
            on published.period = approvals.period
            and published.publication_no <= approvals.publication_no
    )

select
    kpi_id,
    area_code,
    period,
    period_calendar,
    period_span,
    value,
    numerator,
    denominator,
    value_state
from ranked
where recency = 1 and value_state is not null

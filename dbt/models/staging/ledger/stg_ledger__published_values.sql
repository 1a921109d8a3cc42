with
    source as (select * from {{ source("ledger", "published_values") }}),

    renamed as (
        select
            cast(publication_no as integer) as publication_no,
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
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("ledger", "published_external") }}),

    renamed as (
        select
            cast(publication_no as integer) as publication_no,
            kpi_id,
            area_code,
            period,
            period_calendar,
            period_span,
            value,
            numerator,
            denominator,
            withheld_by,
            withheld_measures
        from source
    )

select *
from renamed

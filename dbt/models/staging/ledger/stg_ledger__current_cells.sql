with
    source as (select * from {{ source("ledger", "current_cells") }}),

    renamed as (
        select
            kpi_id,
            commune_code,
            period,
            role,
            kind,
            load_id,
            file_name,
            file_sha256,
            form,
            sheet,
            cell,
            {{ adapter.quote("row") }} as row_no,
            column_name,
            value,
            weight,
            entity_key,
            zone_code
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("ledger", "load_tables") }}),

    renamed as (
        select
            load_id || ':' || cast(table_no as varchar) as load_table_id,
            load_id,
            cast(table_no as integer) as table_no,
            form,
            sheet,
            cell_range,
            period,
            nil_return as is_nil_return,
            cast(rows_read as bigint) as rows_read,
            cast(rows_accepted as bigint) as rows_accepted,
            cast(rows_rejected as bigint) as rows_rejected,
            cast(rows_not_data as bigint) as rows_not_data,
            cast(records as bigint) as records,
            accepted as is_accepted
        from source
    )

select *
from renamed

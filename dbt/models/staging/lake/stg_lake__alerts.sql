with
    source as (select * from {{ source("lake", "alert_log") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(reported_on as date) as reported_on,
            reported_on_cell,
            cast(commune as varchar) as commune_code,
            cast(employer as varchar) as employer,
            employer_cell,
            cast(tax_code as varchar) as tax_code,
            tax_code_cell,
            cast(kind as varchar) as kind,
            kind_cell,
            cast(workers as bigint) as workers,
            workers_cell,
            cast(total_workers as bigint) as total_workers,
            total_workers_cell,
            cast(months_unpaid as double) as months_unpaid,
            months_unpaid_cell,
            cast(amount_vnd as bigint) as amount_vnd,
            amount_vnd_cell,
            cast(info_source as varchar) as info_source,
            info_source_cell,
            cast(status as varchar) as status,
            status_cell,
            cast(closed_on as date) as closed_on,
            closed_on_cell
        from source
    )

select *
from renamed

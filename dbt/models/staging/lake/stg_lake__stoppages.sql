with
    source as (select * from {{ source("lake", "stoppage_log") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(employer as varchar) as employer,
            employer_cell,
            cast(tax_code as varchar) as tax_code,
            cast(ownership as varchar) as ownership,
            cast(industry as varchar) as industry,
            cast(industrial_zone as varchar) as industrial_zone,
            cast(commune as varchar) as commune_code,
            cast(event_type as varchar) as event_type,
            cast(started_on as date) as started_on,
            started_on_cell,
            cast(ended_on as date) as ended_on,
            cast(workers_involved as bigint) as workers_involved,
            workers_involved_cell,
            workers_involved_state,
            cast(workers_indirect as bigint) as workers_indirect,
            workers_indirect_cell,
            cast(days_not_worked as double) as days_not_worked,
            days_not_worked_cell,
            days_not_worked_state,
            cast(led_by as varchar) as led_by,
            cast(lawful_procedure as varchar) as lawful_procedure,
            cast(notified_at as timestamp) as notified_at,
            cast(authorities_present_at as timestamp) as authorities_present_at,
            authorities_present_at_cell,
            cast(report_version as varchar) as report_version,
            cast(outcome as varchar) as outcome
        from source
    )

select *
from renamed

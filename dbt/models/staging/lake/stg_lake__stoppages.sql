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
            employer_cell as employer_cell,
            cast(commune as varchar) as commune_code,
            commune_cell as commune_code_cell,
            cast(event_type as varchar) as event_type,
            event_type_cell as event_type_cell,
            cast(started_on as date) as started_on,
            started_on_cell as started_on_cell,
            cast(ended_on as date) as ended_on,
            ended_on_cell as ended_on_cell,
            cast(total_workers as bigint) as total_workers,
            total_workers_cell as total_workers_cell,
            cast(workers_involved as bigint) as workers_involved,
            workers_involved_cell as workers_involved_cell,
            cast(workers_indirect as bigint) as workers_indirect,
            workers_indirect_cell as workers_indirect_cell,
            cast(days_not_worked as double) as days_not_worked,
            days_not_worked_cell as days_not_worked_cell,
            cast(led_by as varchar) as led_by,
            led_by_cell as led_by_cell,
            cast(lawful_procedure as varchar) as lawful_procedure,
            lawful_procedure_cell as lawful_procedure_cell,
            cast(ownership as varchar) as ownership,
            ownership_cell as ownership_cell,
            cast(industry as varchar) as industry,
            industry_cell as industry_cell,
            cast(outcome as varchar) as outcome,
            outcome_cell as outcome_cell,
            cast(industrial_zone as varchar) as industrial_zone,
            industrial_zone_cell as industrial_zone_cell
        from source
    )

select *
from renamed

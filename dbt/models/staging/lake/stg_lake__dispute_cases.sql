with
    source as (select * from {{ source("lake", "dispute_log") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(case_no as varchar) as case_no,
            case_no_cell as case_no_cell,
            cast(received_on as date) as received_on,
            received_on_cell as received_on_cell,
            cast(employer as varchar) as employer,
            employer_cell as employer_cell,
            cast(commune as varchar) as commune_code,
            commune_cell as commune_code_cell,
            cast(dispute_type as varchar) as dispute_type,
            dispute_type_cell as dispute_type_cell,
            cast(workers_involved as bigint) as workers_involved,
            workers_involved_cell as workers_involved_cell,
            cast(mediator_assigned_on as date) as mediator_assigned_on,
            mediator_assigned_on_cell as mediator_assigned_on_cell,
            cast(closed_on as date) as closed_on,
            closed_on_cell as closed_on_cell,
            cast(outcome as varchar) as outcome,
            outcome_cell as outcome_cell
        from source
    )

select *
from renamed

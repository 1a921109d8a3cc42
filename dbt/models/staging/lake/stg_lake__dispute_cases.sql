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
            cast(received_on as date) as received_on,
            received_on_cell,
            cast(employer as varchar) as employer,
            employer_cell,
            cast(commune as varchar) as commune_code,
            cast(dispute_type as varchar) as dispute_type,
            cast(workers_involved as bigint) as workers_involved,
            workers_involved_cell,
            workers_involved_state,
            cast(channel as varchar) as channel,
            cast(cause as varchar) as cause,
            cast(mediator_received_on as date) as mediator_received_on,
            mediator_received_on_cell,
            cast(mediation_ended_on as date) as mediation_ended_on,
            mediation_ended_on_cell,
            cast(mediation_exempt as boolean) as mediation_exempt,
            cast(mediation_outcome as varchar) as mediation_outcome,
            mediation_outcome_cell,
            cast(closed_on as date) as closed_on,
            closed_on_cell,
            cast(outcome as varchar) as outcome,
            outcome_cell
        from source
    )

select *
from renamed

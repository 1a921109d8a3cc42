with
    source as (select * from {{ source("lake", "accident_summary") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(commune as varchar) as commune_code,
            cast(accidents as bigint) as accidents,
            accidents_cell,
            accidents_state,
            cast(accidents_fatal as bigint) as accidents_fatal,
            accidents_fatal_cell,
            cast(accidents_multiple as bigint) as accidents_multiple,
            accidents_multiple_cell,
            cast(victims as bigint) as victims,
            victims_cell,
            victims_state,
            cast(victims_dead as bigint) as victims_dead,
            victims_dead_cell,
            cast(victims_serious as bigint) as victims_serious,
            victims_serious_cell,
            cast(victims_light as bigint) as victims_light,
            victims_light_cell,
            cast(victims_female as bigint) as victims_female,
            victims_female_cell,
            cast(victims_without_contract as bigint) as victims_without_contract,
            victims_without_contract_cell,
            cast(cause_employer as bigint) as cause_employer,
            cause_employer_cell,
            cast(cause_worker as bigint) as cause_worker,
            cause_worker_cell,
            cast(cause_other as bigint) as cause_other,
            cause_other_cell,
            cast(damage_vnd as bigint) as damage_vnd,
            damage_vnd_cell,
            cast(days_off as double) as days_off,
            days_off_cell,
            cast(dialogues as bigint) as dialogues,
            dialogues_cell
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("lake", "outreach_sessions") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(held_on as date) as held_on,
            held_on_cell,
            cast(place as varchar) as place,
            place_cell,
            cast(commune as varchar) as commune_code,
            cast(lead_unit as varchar) as lead_unit,
            lead_unit_cell,
            cast(partners as varchar) as partners,
            partners_cell,
            cast(employer as varchar) as employer,
            employer_cell,
            cast(tax_code as varchar) as tax_code,
            tax_code_cell,
            cast(topics as varchar) as topics,
            topics_cell,
            cast(session_form as varchar) as session_form,
            session_form_cell,
            cast(attendances as bigint) as attendances,
            attendances_cell,
            attendances_state,
            cast(attendances_female as bigint) as attendances_female,
            attendances_female_cell,
            cast(attendances_ethnic as bigint) as attendances_ethnic,
            attendances_ethnic_cell,
            cast(materials as bigint) as materials,
            materials_cell,
            cast(cost_vnd as bigint) as cost_vnd,
            cost_vnd_cell
        from source
    )

select *
from renamed

with
    source as (select * from {{ source("lake", "social_insurance") }}),

    renamed as (
        select
            load_id || ':' || cast(record_no as varchar) as record_id,
            load_id,
            table_no,
            record_no,
            sheet,
            {{ adapter.quote("row") }} as row_no,
            period,
            cast(unit_code as varchar) as unit_code,
            unit_code_cell,
            cast(employer as varchar) as employer,
            employer_cell,
            cast(tax_code as varchar) as tax_code,
            tax_code_cell,
            cast(commune as varchar) as commune_code,
            cast(insurance_office as varchar) as insurance_office,
            insurance_office_cell,
            cast(insured as bigint) as insured,
            insured_cell,
            cast(due_to_date_vnd as bigint) as due_to_date_vnd,
            due_to_date_vnd_cell,
            cast(collected_vnd as bigint) as collected_vnd,
            collected_vnd_cell,
            cast(late_social_vnd as bigint) as late_social_vnd,
            late_social_vnd_cell,
            cast(late_health_vnd as bigint) as late_health_vnd,
            late_health_vnd_cell,
            cast(late_unemployment_vnd as bigint) as late_unemployment_vnd,
            late_unemployment_vnd_cell,
            cast(late_interest_vnd as bigint) as late_interest_vnd,
            late_interest_vnd_cell,
            cast(late_total_vnd as bigint) as late_total_vnd,
            late_total_vnd_cell,
            cast(months_late as double) as months_late,
            months_late_cell,
            cast(urged_over_60_days as boolean) as urged_over_60_days,
            urged_over_60_days_cell,
            cast(evasion as boolean) as evasion,
            evasion_cell,
            cast(evaded_vnd as bigint) as evaded_vnd,
            evaded_vnd_cell
        from source
    )

select *
from renamed

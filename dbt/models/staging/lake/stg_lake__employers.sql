with
    source as (select * from {{ source("lake", "employer_register") }}),

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
            cast(tax_code as varchar) as tax_code,
            tax_code_cell as tax_code_cell,
            cast(commune as varchar) as commune_code,
            commune_cell as commune_code_cell,
            cast(ownership as varchar) as ownership,
            ownership_cell as ownership_cell,
            cast(industry as varchar) as industry,
            industry_cell as industry_cell,
            cast(industrial_zone as varchar) as industrial_zone,
            industrial_zone_cell as industrial_zone_cell,
            cast(workers as bigint) as workers,
            workers_cell as workers_cell,
            cast(workers_female as bigint) as workers_female,
            workers_female_cell as workers_female_cell,
            cast(workers_insured as bigint) as workers_insured,
            workers_insured_cell as workers_insured_cell,
            cast(has_union as boolean) as has_union,
            has_union_cell as has_union_cell,
            cast(has_agreement as boolean) as has_agreement,
            has_agreement_cell as has_agreement_cell,
            cast(status as varchar) as status,
            status_cell as status_cell
        from source
    )

select *
from renamed

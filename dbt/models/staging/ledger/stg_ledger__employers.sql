with
    source as (select * from {{ source("ledger", "employers") }}),

    renamed as (select tax_code, employer_id, parent_tax_code, name as employer from source)

select *
from renamed

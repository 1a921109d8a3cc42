-- Employers of the registers that count, at the end of each quarter, an employer a row. An employer
-- is active unless the register says otherwise; its contracts are those stated, else all workers.
select
    winning.commune_code,
    winning.period,
    winning.load_id,
    employers.sheet,
    employers.row_no,
    employers.record_id,
    named.employer_id,
    {{ employer_key("employers.employer") }} as employer_key,
    nullif(trim(employers.industry), '') as industry,
    employers.employer_cell,
    employers.workers,
    employers.workers_cell,
    coalesce(employers.status, 'active') = 'active' as is_active,
    case
        when
            coalesce(
                employers.contracts_indefinite,
                employers.contracts_definite,
                employers.contracts_other
            )
            is null
        then coalesce(employers.workers, employers.workers_insured)
        else
            coalesce(employers.contracts_indefinite, 0)
            + coalesce(employers.contracts_definite, 0)
            + coalesce(employers.contracts_other, 0)
    end as workers_contracted
from {{ ref("int_winning_tables") }} as winning
inner join
    {{ ref("stg_lake__employers") }} as employers
    on winning.load_id = employers.load_id
    and winning.table_no = employers.table_no
    and winning.commune_code = coalesce(employers.commune_code, winning.agency_commune_code)
    and winning.period = coalesce(employers.period, winning.stated_period)
inner join
    {{ ref("int_record_employers") }} as named
    on employers.record_id = named.record_id
    and named.form = 'employer_register'
where winning.form = 'employer_register'

-- Workers of active employers at the end of each quarter, an employer a row; a register that
-- holds no active employer is a stock of 0.
with
    winning as (select * from {{ ref("int_winning_tables") }} where form = 'employer_register'),

    active as (
        select
            winning.commune_code,
            winning.period,
            winning.load_id,
            employers.sheet,
            employers.row_no,
            case
                when employers.workers_insured is not null then 'workers_insured' else 'workers'
            end as column_name,
            case
                when employers.workers_insured is not null
                then employers.workers_insured_cell
                else employers.workers_cell
            end as cell,
            cast(coalesce(employers.workers_insured, employers.workers) as double) as workers,
            'cell' as kind
        from winning
        inner join
            {{ ref("stg_lake__employers") }} as employers
            on winning.load_id = employers.load_id
            and winning.table_no = employers.table_no
            and winning.commune_code = coalesce(employers.commune_code, winning.agency_commune_code)
            and winning.period = coalesce(employers.period, winning.stated_period)
        where coalesce(employers.status, 'active') = 'active'
    ),

    empty as (
        select
            winning.commune_code,
            winning.period,
            winning.load_id,
            winning.sheet,
            cast(null as integer) as row_no,
            cast(null as {{ dbt.type_string() }}) as column_name,
            cast(null as {{ dbt.type_string() }}) as cell,
            cast(0 as double) as workers,
            case when winning.is_nil_return then 'nil' else 'ledger' end as kind
        from winning
        where
            not exists (
                select 1
                from active
                where active.commune_code = winning.commune_code and active.period = winning.period
            )
    )

select *
from active
union all
select *
from empty

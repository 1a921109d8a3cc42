-- Workers at the end of each quarter, an employer a row: those whom the social insurance counts
-- by place of work where it reported on the commune, else those of the active employers in the
-- register (insured first). A register that holds no active employer is a stock of 0. The
-- insurance's quarters are calendar quarters: the quarter of the same name stands for the other's.
with
    winning as (
        select *
        from {{ ref("int_winning_tables") }}
        where form in ('social_insurance', 'employer_register')
    ),

    insured as (
        select
            winning.form,
            winning.commune_code,
            winning.period,
            winning.load_id,
            employers.sheet,
            employers.row_no,
            'insured' as column_name,
            employers.insured_cell as cell,
            cast(employers.insured as double) as workers,
            'cell' as kind
        from winning
        inner join
            {{ ref("stg_lake__insured_employers") }} as employers
            on winning.load_id = employers.load_id
            and winning.table_no = employers.table_no
            and winning.commune_code = coalesce(employers.commune_code, winning.agency_commune_code)
            and winning.period = coalesce(employers.period, winning.stated_period)
        where winning.form = 'social_insurance'
    ),

    active as (
        select
            winning.form,
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
        where winning.form = 'employer_register' and coalesce(employers.status, 'active') = 'active'
    ),

    -- one source a commune and quarter: the insurance where any of its rows states a number
    sources as (
        select
            commune_code,
            period,
            case
                when max(case when form = 'social_insurance' and workers is not null then 1 end) = 1
                then 'social_insurance'
                else 'employer_register'
            end as form
        from
            (
                select form, commune_code, period, workers
                from insured
                union all
                select form, commune_code, period, cast(null as double)
                from winning
            ) as reported
        group by commune_code, period
    ),

    counted as (
        select *
        from insured
        union all
        select *
        from active
    ),

    empty as (
        select
            winning.form,
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
            winning.form = 'employer_register'
            and not exists (
                select 1
                from active
                where active.commune_code = winning.commune_code and active.period = winning.period
            )
    ),

    stocks as (
        select *
        from counted
        union all
        select *
        from empty
    )

select stocks.*
from stocks
inner join
    sources
    on stocks.form = sources.form
    and stocks.commune_code = sources.commune_code
    and stocks.period = sources.period

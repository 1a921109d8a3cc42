-- For each form, commune and period the tables that count: the agency that prevails by its
-- obligation, and of that agency the newest load. All tables of that load count together, because a
-- workbook may spread a quarter over several sheets. What is not about communes (press, union)
-- stands beside each other, agency by agency. So do the offices of two former districts that both
-- have a part of a commune: their parts add up. An office that reports once by commune and once by
-- district only has said the same thing twice: its newest load tells which of the two counts.
with
    covered as (
        select
            coverage.form,
            coverage.commune_code,
            coverage.period,
            tables.load_id,
            tables.table_no,
            tables.sheet,
            tables.is_nil_return,
            tables.agency_code,
            tables.agency_commune_code,
            tables.agency_district_code,
            tables.stated_period,
            tables.receipt_order
        from {{ ref("stg_ledger__load_coverage") }} as coverage
        inner join
            {{ ref("int_accepted_tables") }} as tables
            on coverage.load_id = tables.load_id
            and coverage.table_no = tables.table_no
            and coverage.form = tables.form
    ),

    -- An agency without an obligation still counts where nobody else reports.
    with_precedence as (
        select
            covered.form,
            covered.commune_code,
            covered.period,
            covered.load_id,
            covered.table_no,
            covered.sheet,
            covered.is_nil_return,
            covered.agency_code,
            covered.agency_commune_code,
            covered.agency_district_code,
            covered.stated_period,
            covered.receipt_order,
            coalesce(min(obligations.precedence), 9) as precedence
        from covered
        inner join {{ ref("forms") }} as forms on covered.form = forms.form
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on covered.period = periods.period
            and forms.period_calendar = periods.period_calendar
        left join
            {{ ref("int_commune_obligations") }} as obligations
            on covered.agency_code = obligations.agency_code
            and covered.form = obligations.form
            and covered.commune_code = obligations.commune_code
            and forms.period_calendar = obligations.period_calendar
            and periods.ends_on between obligations.valid_from and obligations.valid_to
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    ),

    ranked as (
        select
            *,
            min(precedence) over (
                partition by
                    form,
                    commune_code,
                    period,
                    case when commune_code = '{{ var("province_code") }}' then agency_code end
            ) as best_precedence,
            rank() over (
                partition by
                    form,
                    commune_code,
                    period,
                    agency_district_code,
                    case when commune_code = '{{ var("province_code") }}' then agency_code end
                order by precedence, receipt_order desc
            ) as place,
            max(receipt_order) over (
                partition by form, period, agency_code, length(commune_code)
            ) as newest_of_level,
            max(receipt_order) over (partition by form, period, agency_code) as newest
        from with_precedence
    )

select
    form,
    commune_code,
    period,
    load_id,
    table_no,
    sheet,
    is_nil_return,
    agency_code,
    agency_commune_code,
    agency_district_code,
    stated_period,
    receipt_order,
    precedence
from ranked
where
    place = 1
    and precedence = best_precedence
    and (agency_district_code is null or newest_of_level = newest)

-- How many employers stand behind an amount, and how large the largest is. A cell that no
-- employer's row gave (a summary) counts as one contributor a commune: at least one there is.
with
    row_employers as (
        select distinct
            employers.form, rows_of.load_id, rows_of.sheet, rows_of.row_no, employers.employer_id
        from {{ ref("stg_lake__penalty_decisions") }} as rows_of
        inner join
            {{ ref("int_record_employers") }} as employers
            on rows_of.record_id = employers.record_id
            and employers.form = 'penalty_decisions'
        union all
        select distinct
            employers.form, rows_of.load_id, rows_of.sheet, rows_of.row_no, employers.employer_id
        from {{ ref("stg_lake__insured_employers") }} as rows_of
        inner join
            {{ ref("int_record_employers") }} as employers
            on rows_of.record_id = employers.record_id
            and employers.form = 'social_insurance'
    ),

    amounts as (
        select
            cells.kpi_id,
            cells.role,
            cells.member_code,
            cells.period,
            coalesce(row_employers.employer_id, 'xã ' || cells.commune_code) as contributor,
            cells.value * cells.weight as amount
        from {{ ref("fct_kpi_cells") }} as cells
        inner join {{ ref("int_kpi_rules") }} as rules on cells.kpi_id = rules.kpi_id
        left join
            row_employers
            on cells.form = row_employers.form
            and cells.load_id = row_employers.load_id
            and cells.sheet = row_employers.sheet
            and cells.{{ adapter.quote("row") }} = row_employers.row_no
        where rules.disclosure_class = 'employer_amount'
    ),

    by_contributor as (
        select
            amounts.kpi_id,
            amounts.role,
            members.area_code,
            spans.period,
            spans.period_calendar,
            spans.period_span as counted_span,
            amounts.contributor,
            sum(abs(amounts.amount)) as amount
        from amounts
        inner join
            {{ ref("int_kpi_span_quarters") }} as spans
            on amounts.kpi_id = spans.kpi_id
            and amounts.role = spans.role
            and amounts.period = spans.event_period
        inner join
            {{ ref("int_area_members") }} as members on amounts.member_code = members.member_code
        group by
            amounts.kpi_id,
            amounts.role,
            members.area_code,
            spans.period,
            spans.period_calendar,
            spans.period_span,
            amounts.contributor
    ),

    counted as (
        select
            kpi_id,
            role,
            area_code,
            period,
            period_calendar,
            counted_span,
            sum(case when amount > 0 then 1 else 0 end) as contributors,
            max(amount) as largest,
            sum(amount) as total
        from by_contributor
        group by kpi_id, role, area_code, period, period_calendar, counted_span
    )

select
    counted.kpi_id,
    counted.role,
    counted.area_code,
    counted.period,
    counted.period_calendar,
    spans.period_span,
    counted.contributors,
    counted.largest,
    counted.total
from counted
inner join
    {{ ref("int_kpi_spans") }} as spans
    on counted.kpi_id = spans.kpi_id
    and counted.period = spans.period
    and counted.period_calendar = spans.period_calendar
    and counted.counted_span = spans.counted_span

-- How many employers stand behind an amount or a number of workers, and how large the largest is.
-- A cell that no employer's row gave (a summary) counts as one contributor a commune, at least one
-- there is; of workers it stands for many, so such areas are not judged by contributors.
with
    amounts as (
        select
            cells.kpi_id,
            cells.role,
            cells.member_code,
            cells.period,
            coalesce(row_employers.employer_id, 'xã ' || cells.commune_code) as contributor,
            row_employers.employer_id is null and classes.are_workers as is_unnamed,
            cells.value * cells.weight as amount
        from {{ ref("fct_kpi_cells") }} as cells
        inner join {{ ref("int_kpi_rules") }} as rules on cells.kpi_id = rules.kpi_id
        inner join
            {{ ref("disclosure_rules") }} as classes
            on rules.disclosure_class = classes.disclosure_class
            and classes.smallest_contributors > 0
        left join
            {{ ref("ext_row_employers") }} as row_employers
            on cells.form = row_employers.form
            and cells.load_id = row_employers.load_id
            and cells.sheet = row_employers.sheet
            and cells.{{ adapter.quote("row") }} = row_employers.row_no
        where cells.value <> 0
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
            sum(abs(amounts.amount)) as amount,
            max(case when amounts.is_unnamed then 1 else 0 end) as unnamed
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
        having max(unnamed) = 0
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

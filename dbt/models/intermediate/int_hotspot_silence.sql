-- Communes from which nothing that they owe has been accepted for the quarter and for those before
-- it, as many in a row as the rule names.
with
    quarters as (
        select periods.*, row_number() over (order by periods.starts_on) as quarter_no
        from {{ ref("int_observed_periods") }} as periods
        inner join
            {{ ref("kpis") }} as kpis
            on kpis.kpi_id = 'EW-01'
            and periods.period_calendar = kpis.period_calendar
    ),

    missing as (
        select duties.commune_code, duties.period, quarters.quarter_no
        from {{ ref("int_reporting_duties") }} as duties
        inner join
            quarters
            on duties.period = quarters.period
            and duties.period_calendar = quarters.period_calendar
        left join
            {{ ref("int_submissions_by_form") }} as submissions
            on duties.agency_code = submissions.agency_code
            and duties.form = submissions.form
            and duties.period = submissions.period
        where duties.agency_kind = 'commune'
        group by duties.commune_code, duties.period, quarters.quarter_no
        having count(submissions.standing_load_id) = 0
    ),

    in_a_row as (
        select
            cast(value as integer) as quarters,
            valid_from,
            coalesce(valid_to, date '9999-12-31') as valid_to
        from {{ ref("hotspot_rules") }}
        where rule = 'missing_reports_in_a_row'
    )

select missing.commune_code, missing.period
from missing
inner join quarters on missing.period = quarters.period
inner join in_a_row on quarters.ends_on between in_a_row.valid_from and in_a_row.valid_to
inner join
    missing as earlier
    on missing.commune_code = earlier.commune_code
    and earlier.quarter_no > missing.quarter_no - in_a_row.quarters
    and earlier.quarter_no <= missing.quarter_no
group by missing.commune_code, missing.period
having count(*) = max(in_a_row.quarters)

-- Which communes (or the province) owe the form without which an indicator has no value, in each
-- quarter, and what became of it. An indicator on the ledger itself is due wherever any form is.
with
    owed as (
        select
            duties.agency_code,
            duties.agency_kind,
            duties.form,
            duties.period,
            obligations.commune_code
        from {{ ref("int_reporting_duties") }} as duties
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on duties.period = periods.period
            and duties.period_calendar = periods.period_calendar
        inner join
            {{ ref("int_commune_obligations") }} as obligations
            on duties.agency_code = obligations.agency_code
            and duties.form = obligations.form
            and duties.period_calendar = obligations.period_calendar
            and periods.ends_on between obligations.valid_from and obligations.valid_to
        -- a district answers for its communes
        where length(obligations.commune_code) = 5
    ),

    of_indicators as (
        select
            rules.kpi_id,
            case
                when rules.lowest_area = 'province'
                then '{{ var("province_code") }}'
                else owed.commune_code
            end as member_code,
            owed.*
        from {{ ref("int_kpi_rules") }} as rules
        inner join
            owed
            on rules.primary_form = owed.form
            or (rules.primary_form is null and owed.agency_kind in ('commune', 'district'))
    )

select
    of_indicators.kpi_id,
    of_indicators.member_code,
    of_indicators.period,
    count(distinct of_indicators.commune_code) as units,
    max(case when submissions.submissions > 0 then 1 else 0 end) = 1 as was_sent,
    -- the form came and stands: then it does not hold what the indicator needs
    max(case when submissions.standing_load_id is not null then 1 else 0 end) = 1 as was_accepted
from of_indicators
left join
    {{ ref("int_submissions_by_form") }} as submissions
    on of_indicators.agency_code = submissions.agency_code
    and of_indicators.form = submissions.form
    and of_indicators.period = submissions.period
group by of_indicators.kpi_id, of_indicators.member_code, of_indicators.period

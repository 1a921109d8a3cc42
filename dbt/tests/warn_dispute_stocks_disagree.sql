{{ config(severity="warn") }}

-- The stock of disputes (DS-05): what was open at the beginning, as the log or the summary filed
-- for
-- the quarter states it, plus received, less settled, is what is open at the end; and what was open
-- at the end of a quarter is what the next one begins with. A case that a log drops while it is
-- open,
-- or takes up too late, shows here.
with
    deciding as (
        select distinct
            deciding.form, deciding.commune_code, deciding.period, periods.previous_period
        from {{ ref("int_deciding_forms") }} as deciding
        inner join {{ ref("forms") }} as forms on deciding.family = forms.form
        inner join
            {{ ref("int_observed_periods") }} as periods
            on deciding.period = periods.period
            and forms.period_calendar = periods.period_calendar
        where deciding.family = 'dispute_log'
    ),

    cases as (select * from {{ ref("int_matched_dispute_cases") }} where place_in_case = 1),

    -- what the log of the quarter carries over, whatever later logs have made of it
    carried_over as (
        select winning.commune_code, winning.period, count(*) as opening
        from {{ ref("int_winning_tables") }} as winning
        inner join
            {{ ref("stg_lake__dispute_cases") }} as entries
            on winning.load_id = entries.load_id
            and winning.table_no = entries.table_no
            and winning.commune_code = coalesce(entries.commune_code, winning.agency_commune_code)
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on periods.period_calendar = 'BCDK'
            and winning.period = periods.period
            and entries.received_on < periods.starts_on
        where
            winning.form = 'dispute_log'
            and coalesce(entries.dispute_type, '') not in ('strike', 'collective_stoppage')
            and (entries.closed_on is null or entries.closed_on >= periods.starts_on)
        group by winning.commune_code, winning.period
    ),

    logged as (
        select
            deciding.commune_code,
            deciding.period,
            deciding.previous_period,
            coalesce(carried_over.opening, 0) as opening,
            count(case when cases.case_period = deciding.period then 1 end) as received,
            count(case when cases.closing_period = deciding.period then 1 end) as settled,
            count(
                case
                    when
                        cases.case_period is not null
                        and coalesce(cases.closing_period, '9999') > deciding.period
                        and (
                            cases.log_period >= '{{ var("first_merged_period") }}'
                            or deciding.period < '{{ var("first_merged_period") }}'
                        )
                    then 1
                end
            ) as closing
        from deciding
        left join
            cases
            on deciding.commune_code = cases.commune_code
            and cases.case_period <= deciding.period
        left join
            carried_over
            on deciding.commune_code = carried_over.commune_code
            and deciding.period = carried_over.period
        where deciding.form = 'dispute_log'
        group by
            deciding.commune_code, deciding.period, deciding.previous_period, carried_over.opening
    ),

    summarised as (
        select
            deciding.commune_code,
            deciding.period,
            deciding.previous_period,
            records.opening,
            records.received_total as received,
            coalesce(
                records.settled_total,
                coalesce(records.mediated, 0)
                + coalesce(records.mediation_failed, 0)
                + coalesce(records.arbitrated, 0)
                + coalesce(records.to_court, 0)
                + coalesce(records.withdrawn, 0)
            ) as settled,
            records.closing
        from deciding
        inner join
            {{ ref("int_winning_tables") }} as winning
            on deciding.form = winning.form
            and deciding.commune_code = winning.commune_code
            and deciding.period = winning.period
        inner join
            {{ ref("stg_lake__dispute_summaries") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.commune_code = records.commune_code
            and winning.period = coalesce(records.period, winning.stated_period)
        where deciding.form = 'dispute_summary'
    ),

    stocks as (
        select *
        from logged
        union all
        select *
        from summarised
    )

select
    stocks.commune_code,
    stocks.period,
    before.closing as closing_before,
    stocks.opening,
    stocks.received,
    stocks.settled,
    stocks.closing
from stocks
left join
    stocks as before
    on stocks.commune_code = before.commune_code
    and stocks.previous_period = before.period
where
    stocks.opening + stocks.received - stocks.settled <> stocks.closing
    or (
        stocks.opening <> before.closing
        -- nothing is handed over with the communes: the first quarter begins anew
        and stocks.period <> '{{ var("first_merged_period") }}'
    )

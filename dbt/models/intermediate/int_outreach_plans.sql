-- The plan of the year that holds at the end of each quarter on which a commune has reported: the
-- newest version stated in the year so far. Every version stays, with the quarter it was stated in;
-- a unit that stated none has a row without a plan.
with
    versions as (
        select
            commune_code,
            period as stated_in,
            substring(period, 1, 4) as year,
            load_id,
            sheet,
            row_no,
            cell,
            value as sessions_planned
        from {{ ref("int_summary_figures") }}
        where
            form = 'outreach_summary'
            and column_name = 'annual_plan_sessions'
            and kind = 'cell'
            and value is not null
    ),

    reported as (
        select commune_code, period, min(load_id) as load_id, min(form) as form
        from {{ ref("int_winning_tables") }}
        where
            form in ('outreach_summary', 'outreach_sessions')
            and commune_code <> '{{ var("province_code") }}'
        group by commune_code, period
    ),

    newest as (
        select reported.commune_code, reported.period, max(versions.stated_in) as stated_in
        from reported
        inner join
            versions
            on reported.commune_code = versions.commune_code
            and substring(reported.period, 1, 4) = versions.year
            and versions.stated_in <= reported.period
        group by reported.commune_code, reported.period
    )

select
    reported.commune_code,
    reported.period,
    newest.stated_in,
    coalesce(versions.load_id, reported.load_id) as load_id,
    case when versions.load_id is null then reported.form else 'outreach_summary' end as form,
    versions.sheet,
    versions.row_no,
    versions.cell,
    versions.sessions_planned
from reported
left join newest on reported.commune_code = newest.commune_code and reported.period = newest.period
left join
    versions
    on newest.commune_code = versions.commune_code
    and newest.stated_in = versions.stated_in

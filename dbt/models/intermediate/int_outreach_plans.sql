-- The plan of the year that holds at the end of each quarter on which a commune has reported: the
-- newest version stated in the year so far by the unit that prevails on the commune (a department
-- that reports for a silent commune states a plan of its own, which is none of the commune's).
-- Every version stays, with the quarter it was stated in; a unit that stated none has a row without
-- a plan.
with
    outreach_tables as (
        select distinct form, commune_code, period, load_id, precedence
        from {{ ref("int_winning_tables") }}
        where
            form in ('outreach_summary', 'outreach_sessions')
            and commune_code <> '{{ var("province_code") }}'
    ),

    versions as (
        select
            figures.commune_code,
            figures.period as stated_in,
            substring(figures.period, 1, 4) as year,
            figures.load_id,
            figures.sheet,
            figures.row_no,
            figures.cell,
            figures.value as sessions_planned,
            outreach_tables.precedence
        from {{ ref("int_summary_figures") }} as figures
        inner join
            outreach_tables
            on figures.form = outreach_tables.form
            and figures.commune_code = outreach_tables.commune_code
            and figures.period = outreach_tables.period
            and figures.load_id = outreach_tables.load_id
        where
            figures.form = 'outreach_summary'
            and figures.column_name = 'annual_plan_sessions'
            and figures.kind = 'cell'
            and figures.value is not null
    ),

    reported as (
        select commune_code, period, min(load_id) as load_id, min(form) as form
        from outreach_tables
        group by commune_code, period
    ),

    ranked as (
        select
            reported.commune_code,
            reported.period,
            versions.stated_in,
            coalesce(versions.load_id, reported.load_id) as load_id,
            case
                when versions.load_id is null then reported.form else 'outreach_summary'
            end as form,
            versions.sheet,
            versions.row_no,
            versions.cell,
            versions.sessions_planned,
            -- the parts of two former districts have the same place and add up
            rank() over (
                partition by reported.commune_code, reported.period
                order by versions.precedence, versions.stated_in desc
            ) as place
        from reported
        left join
            versions
            on reported.commune_code = versions.commune_code
            and substring(reported.period, 1, 4) = versions.year
            and versions.stated_in <= reported.period
    )

select commune_code, period, stated_in, load_id, form, sheet, row_no, cell, sessions_planned
from ranked
where place = 1

-- CI-05: requirements whose day is in the quarter, and those of them carried out by that day. Where
-- no list tells the days, the summary's done ÷ (done + overdue) stands in, marked as limited;
-- without it nothing is known.
with
    deciding as (select * from {{ ref("int_deciding_forms") }} where family = 'inspection_list'),

    visits as (
        select *
        from {{ ref("int_current_inspection_visits") }}
        where inspection_type <> 'self_check'
    ),

    cohort as (
        select visits.*, deciding.period
        from visits
        inner join
            {{ ref("int_calendar_periods") }} as periods
            on periods.period_calendar = 'BCDK'
            and visits.remedy_due_on between periods.starts_on and periods.ends_on
        inner join
            deciding
            on deciding.form = 'inspection_list'
            and visits.commune_code = deciding.commune_code
            and periods.period = deciding.period
            and visits.agency_code = deciding.agency_code
    ),

    due as (
        select
            'denominator' as role,
            cohort.*,
            coalesce(requirements_cell, remedy_due_on_cell) as cell,
            'requirements' as column_name,
            coalesce(requirements, 1) as value,
            case
                when requirements is null
                then 'đến hạn trong kỳ, không ghi số kiến nghị nên tính 1'
                else 'kiến nghị đến hạn trong kỳ'
            end as note
        from cohort
        union all
        select
            'numerator',
            cohort.*,
            coalesce(remedied_on_cell, remedy_due_on_cell),
            'remedied_on',
            case when remedied_on <= remedy_due_on then coalesce(requirements, 1) else 0 end,
            case
                when remedied_on <= remedy_due_on
                then 'hoàn thành đúng hạn'
                when remedied_on > remedy_due_on
                then 'hoàn thành sau hạn'
                else 'chưa hoàn thành'
            end
        from cohort
    ),

    -- lists with requirements of the quarter and no day for any of them cannot tell
    without_day as (
        select distinct commune_code, period
        from {{ ref("int_counted_inspection_visits") }}
        where
            remedy_due_on is null
            and coalesce(requirements, requirements_done, requirements_overdue, 0) > 0
    ),

    told as (
        select
            deciding.commune_code,
            deciding.period,
            case
                when deciding.form = 'inspection_summary'
                then 'summary'
                when due.period is not null
                then 'days'
                when without_day.period is not null
                then 'summary'
                else 'nothing due'
            end as told_by
        from deciding
        left join
            (select distinct commune_code, period from due) as due
            on deciding.commune_code = due.commune_code
            and deciding.period = due.period
        left join
            without_day
            on deciding.commune_code = without_day.commune_code
            and deciding.period = without_day.period
    ),

    roles as (
        select 'numerator' as role
        union all
        select 'denominator'
    ),

    winning as (
        select winning.*, roles.role, told.told_by, 'CI-05' as kpi_id
        from {{ ref("int_winning_tables") }} as winning
        inner join told on winning.commune_code = told.commune_code and winning.period = told.period
        cross join roles
    ),

    summed_up as (
        select
            winning.*,
            records.row_no,
            case
                winning.role
                when 'numerator'
                then records.requirements_done_cell
                else coalesce(records.requirements_overdue_cell, records.requirements_done_cell)
            end as cell,
            case
                winning.role when 'numerator' then 'requirements_done' else 'requirements_overdue'
            end as column_name,
            case
                winning.role
                when 'numerator'
                then records.requirements_done
                else records.requirements_done + records.requirements_overdue
            end as value,
            case
                winning.role
                when 'numerator'
                then 'số đã thực hiện, thay cho số đúng hạn'
                else 'số đã thực hiện cộng số quá hạn, thay cho số đến hạn'
            end as note
        from winning
        inner join
            {{ ref("stg_lake__inspection_summaries") }} as records
            on winning.load_id = records.load_id
            and winning.table_no = records.table_no
            and winning.commune_code = records.commune_code
            and winning.period = coalesce(records.period, winning.stated_period)
        where winning.form = 'inspection_summary' and winning.told_by = 'summary'
    ),

    silent_lists as (
        select * from winning where form = 'inspection_list' and told_by = 'nothing due'
    ),

    nil_summaries as (
        select *
        from winning
        where form = 'inspection_summary' and told_by = 'summary' and is_nil_return
    ),

    list_cells as (
        {{
            kpi_cells(
                "due",
                {
                    "kpi_id": "'CI-05'",
                    "form": "'inspection_list'",
                    "note": "note",
                    "source_used": "'inspection_list'",
                },
            )
        }}
    ),

    summary_cells as (
        {{
            kpi_cells(
                "summed_up",
                {"note": "note", "source_used": "'inspection_summary'", "is_limited": "true"},
            )
        }}
    ),

    silence_cells as ({{ silent_cells("silent_lists", "inspection_list") }}),

    nil_cells as ({{ silent_cells("nil_summaries", "inspection_summary") }})

select *
from list_cells
union all
select *
from summary_cells
union all
select *
from silence_cells
union all
select *
from nil_cells

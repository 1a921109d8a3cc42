-- Of the newest quarter in which a form was due: owed reports, and those that were accepted.
with
    due as (
        select form, max(period) as period
        from marts.fct_reporting_status
        where due_on < $today
        group by form
    )

select
    status.form,
    status.period,
    count(*) as owed,
    sum(case when status.status in ('đúng hạn', 'chậm') then 1 else 0 end) as accepted
from marts.fct_reporting_status as status
inner join due on status.form = due.form and status.period = due.period
where status.due_on < $today
group by status.form, status.period

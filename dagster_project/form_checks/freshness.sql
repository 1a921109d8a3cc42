-- Days since a form was last received, and whether anybody owes it by now.
with
    received as (
        select tables.form, max(loads.received_at) as newest
        from read_parquet($load_tables) as tables
        inner join read_parquet($loads) as loads on tables.load_id = loads.load_id
        where tables.accepted and not loads.withdrawn
        group by tables.form
    ),

    owed as (select distinct form from marts.fct_reporting_status where due_on < $today)

select
    coalesce(received.form, owed.form) as form,
    date_diff('day', cast(received.newest as date), cast($today as date)) as days,
    owed.form is not null as is_owed
from received
full outer join owed on received.form = owed.form

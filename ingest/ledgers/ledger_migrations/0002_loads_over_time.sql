-- What becomes of a load over time: who handed it in, in which order loads follow each other, what
-- takes the place of what, and what a new one changed.

-- Person who handed it in (the OS user unless another was named) and why; '' where it came before
-- this was kept.
alter table submissions add column recorded_by text not null default '';
alter table submissions add column reason text;
-- The archived file was read again by us; nobody sent anything.
alter table submissions add column is_reread integer not null default 0;
-- The attempt with which the file first came: a reading of the same file later keeps its place in
-- the order of receipt, so that an older log read again does not bring back older states.
alter table submissions add column receipt_seq integer;
update submissions set receipt_seq = attempt_seq;
create index submissions_receipt on submissions (receipt_seq);

alter table loads add column is_correction integer not null default 0;
alter table loads add column receipt_seq integer;
update loads set receipt_seq = coalesce(
    (select receipt_seq from submissions where submissions.load_id = loads.load_id), load_seq
);
create index loads_receipt on loads (receipt_seq);

-- A log is a running register: a later one goes on and replaces nothing unless it says so. Forms
-- of logs were named so when this was added.
alter table load_tables add column kind text not null default 'summary'
    check (kind in ('summary', 'log', 'register'));
update load_tables set kind = case
    when form like '%\_log' escape '\' then 'log'
    when form like '%\_register' escape '\' then 'register'
    else 'summary'
end;

-- What a load changed of what stood when it came: how much, and the first of it.
create table load_changes (
    load_id text primary key references loads (load_id),
    figures integer not null,        -- values that are other than before
    rows_added integer not null,
    rows_removed integer not null
) strict;
create table changed_figures (
    load_id text not null references loads (load_id),
    change_no integer not null,
    form text not null,
    commune_code text,
    period text,
    row_name text,                   -- what tells the rows of a list apart
    column_name text not null,
    cell text,
    old_value text,                  -- as JSON, so that 1, "1" and null stay apart
    new_value text,
    primary key (load_id, change_no)
) strict;

-- Loads that are neither withdrawn nor read again since.
create view standing_loads as
select loads.*
from loads
left join withdrawals using (load_id)
where withdrawals.load_id is null
    and not exists (
        select 1
        from loads as later
        left join withdrawals as undone on undone.load_id = later.load_id
        where later.receipt_seq = loads.receipt_seq
            and later.load_seq > loads.load_seq
            and undone.load_id is null
    );

-- Tables that count: accepted, or accepted in part by a person, of a standing load.
create view counting_tables as
select
    load_tables.load_id,
    load_tables.table_no,
    load_tables.form,
    load_tables.kind,
    standing_loads.agency_code,
    standing_loads.receipt_seq,
    standing_loads.load_seq,
    standing_loads.is_replacement,
    standing_loads.file_name
from load_tables
inner join standing_loads using (load_id)
left join partial_acceptances using (load_id, table_no)
where load_tables.status = 'accepted' or partial_acceptances.load_id is not null;

-- For each table, commune and quarter: the next load of the same sender that took its place.
create view replaced_coverage as
select
    own.load_id,
    own.table_no,
    own.form,
    own.commune_code,
    own.period,
    (
        select later.load_id
        from load_coverage as other
        inner join counting_tables as later using (load_id, table_no)
        where other.form = own.form
            and other.period = own.period
            and other.commune_code = own.commune_code
            and later.agency_code = mine.agency_code
            and later.receipt_seq > mine.receipt_seq
            and (tables.kind <> 'log' or tables.status = 'returned' or later.is_replacement)
        order by later.receipt_seq, later.load_seq
        limit 1
    ) as replaced_by
from load_coverage as own
inner join loads as mine using (load_id)
inner join load_tables as tables using (load_id, table_no);

-- The state of each table: received (nhận; a mere copy, which needs no decision), returned (trả
-- lại), accepted (chấp nhận), superseded (bị thay thế), withdrawn (thu hồi).
create view table_states as
with
    replaced as (
        select
            load_id,
            table_no,
            count(*) as covered,
            count(replaced_by) as replaced,
            max(replaced_by) as replaced_by
        from replaced_coverage
        group by load_id, table_no
    ),

    read_again as (
        select loads.load_id, max(later.load_seq) as later_seq
        from loads
        inner join loads as later
            on later.receipt_seq = loads.receipt_seq and later.load_seq > loads.load_seq
        where later.load_id not in (select load_id from withdrawals)
        group by loads.load_id
    )

select
    load_tables.load_id,
    load_tables.table_no,
    load_tables.form,
    case
        when withdrawals.load_id is not null then 'withdrawn'
        when again.load_id is not null then 'superseded'
        when replaced.covered = replaced.replaced then 'superseded'
        when load_tables.status = 'copy' then 'received'
        when load_tables.status = 'accepted' or partial_acceptances.load_id is not null
            then 'accepted'
        else 'returned'
    end as state,
    partial_acceptances.load_id is not null as is_partly,
    coalesce(again.load_id, replaced.replaced_by) as replaced_by,
    coalesce(replaced.covered, 0) as covered,
    coalesce(replaced.replaced, 0) as replaced
from load_tables
left join withdrawals using (load_id)
left join partial_acceptances using (load_id, table_no)
left join replaced on replaced.load_id = load_tables.load_id
    and replaced.table_no = load_tables.table_no
left join read_again on read_again.load_id = load_tables.load_id
left join loads as again on again.load_seq = read_again.later_seq;

-- What happened to each load, in time; table_no is null for what concerns the whole of it.
create view load_events as
select
    loads.load_id,
    null as table_no,
    loads.received_at as happened_at,
    'received' as event,
    submissions.recorded_by as by_whom,
    submissions.reason,
    null as other_load
from loads left join submissions using (load_id)
union all
select load_id, table_no, recorded_at, status, '', null, null
from load_tables inner join loads using (load_id)
where status <> 'copy'
union all
select load_id, table_no, accepted_at, 'accepted_in_part', accepted_by, reason, null
from partial_acceptances
union all
select load_id, null, withdrawn_at, 'withdrawn', withdrawn_by, reason, null
from withdrawals
union all
select distinct
    replaced_coverage.load_id,
    replaced_coverage.table_no,
    later.recorded_at,
    'superseded',
    submissions.recorded_by,
    submissions.reason,
    replaced_coverage.replaced_by
from replaced_coverage
inner join loads as later on later.load_id = replaced_coverage.replaced_by
left join submissions on submissions.load_id = later.load_id
union all
select
    loads.load_id, null, later.recorded_at, 'read_again', submissions.recorded_by,
    submissions.reason, later.load_id
from loads
inner join loads as later
    on later.receipt_seq = loads.receipt_seq and later.load_seq > loads.load_seq
left join submissions on submissions.load_id = later.load_id;

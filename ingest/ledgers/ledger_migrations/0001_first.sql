-- The ledger: what was sent, what was found in it, and what of it counts.
-- Times are wall time in Asia/Ho_Chi_Minh, ISO 8601 without offset. No personal values: findings
-- come masked from the reader, and the rows themselves are in the lake, not here.

-- One row for each time something was sent that changed what we know.
create table submissions (
    attempt_seq integer primary key autoincrement,
    submission_id text not null unique,
    delivery_key text not null,      -- same bytes, agency, period, contract and aliases
    reading_key text not null,       -- what the reader said of it
    agency_code text,                -- null: sender unknown
    agency_stated text,              -- as the sender or the receipts wrote it
    stated_period text,
    received_at text not null,
    received_at_stated integer not null,
    recorded_at text not null,
    outcome text not null,
    file_name text not null,
    file_sha256 text not null,
    contract_version text not null,
    inbox_path text,                 -- where in the inbox it lay; null for `qhld submit`
    is_archived integer not null,
    load_id text
) strict;
create index submissions_delivery on submissions (delivery_key);
create index submissions_sha on submissions (file_sha256);
create index submissions_inbox on submissions (inbox_path);

-- Which forms and quarters a submission reported on; none when no table was found in it.
create table submission_items (
    submission_id text not null references submissions (submission_id),
    form text not null,
    period text,
    outcome text not null,
    error_count integer not null,
    warning_count integer not null
) strict;
create index submission_items_submission on submission_items (submission_id);

create table findings (
    submission_id text not null references submissions (submission_id),
    finding_no integer not null,
    severity text not null,
    code text not null,
    sheet text,
    cell text,
    found text,
    allowed text,
    message text not null,
    primary key (submission_id, finding_no)
) strict;

-- The same file again with the same result: nothing changed, but it was seen.
create table repeats (
    repeat_no integer primary key autoincrement,
    submission_id text not null references submissions (submission_id),
    seen_at text not null
) strict;

-- One row for each folder under lake/loads.
create table loads (
    load_seq integer primary key autoincrement,
    load_id text not null unique,
    identity text not null,          -- load_id of the first load of this identity
    agency_code text not null,
    file_name text not null,
    file_sha256 text not null,
    stated_period text,
    received_at text not null,
    received_at_stated integer not null,
    is_replacement integer not null,
    contract_version text not null,
    recorded_at text not null
) strict;
create index loads_identity on loads (identity);
create index loads_same_bytes on loads (file_sha256, agency_code);

create table load_tables (
    load_id text not null references loads (load_id),
    table_no integer not null,
    form text not null,
    sheet text,
    cell_range text,
    period text,
    nil_return integer not null,
    rows_read integer not null,
    rows_accepted integer not null,
    rows_rejected integer not null,
    rows_not_data integer not null,
    records integer not null,
    status text not null check (status in ('accepted', 'returned', 'copy')),
    primary key (load_id, table_no)
) strict;

create table load_coverage (
    load_id text not null,
    table_no integer not null,
    form text not null,
    commune_code text not null,
    period text not null,
    content_sha256 text not null,    -- of the values reported for this commune and quarter
    primary key (load_id, table_no, commune_code, period),
    foreign key (load_id, table_no) references load_tables (load_id, table_no)
) strict;
create index load_coverage_key on load_coverage (form, period, commune_code);

-- A person took a load out of the count; the load stays in the lake.
create table withdrawals (
    load_id text primary key references loads (load_id),
    withdrawn_at text not null,
    withdrawn_by text not null,
    reason text not null
) strict;

-- A person accepted the good rows of a table that was sent back.
create table partial_acceptances (
    load_id text not null,
    table_no integer not null,
    accepted_at text not null,
    accepted_by text not null,
    reason text not null,
    primary key (load_id, table_no),
    foreign key (load_id, table_no) references load_tables (load_id, table_no)
) strict;

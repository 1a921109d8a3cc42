-- Files that were read again under another version of forms and names and said the same as before:
-- they need not be read under that version again.
create table readings_alike (
    submission_id text not null references submissions (submission_id),
    contract_version text not null,
    read_at text not null,
    primary key (submission_id, contract_version)
) strict;

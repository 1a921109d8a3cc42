-- Who opened or asked to open a file as received, and what was removed when its time was over.
create table archive_openings (
    opening_no integer primary key autoincrement,
    asked_at text not null,
    asked_by text not null,
    role text,
    system_user text not null,
    file_sha256 text not null,
    load_id text,
    purpose text not null,
    outcome text not null check (outcome in ('opened', 'denied', 'missing'))
) strict;
create index archive_openings_sha on archive_openings (file_sha256);

create table archive_purges (
    purge_no integer primary key autoincrement,
    purged_at text not null,
    purged_by text not null,
    role text,
    system_user text not null,
    file_sha256 text not null,
    retention_class text not null,
    retention_days integer not null,
    last_received_at text not null,
    is_removed integer not null       -- 0: was about to be removed when the machine stopped
) strict;
create index archive_purges_sha on archive_purges (file_sha256);

-- What a name means where the reference data does not say, decided by a person, with dates. A row
-- is never changed: the newest that fits a name, its sender and a day holds.
create table name_decisions (
    decision_no integer primary key autoincrement,
    kind text not null check (kind in ('commune', 'employer')),
    name text not null,              -- as written
    name_key text not null,          -- folded, as it is compared
    agency_code text,                -- only where this agency sends it; null: whoever does
    verdict text not null check (verdict in ('means', 'reject')),
    target text,                     -- commune or tax code; null when rejected
    valid_from text,                 -- days that the report is about, both included; null: open
    valid_to text,
    decided_at text not null,
    decided_by text not null,
    reason text not null,
    check ((verdict = 'means') = (target is not null))
) strict;
create index name_decisions_key on name_decisions (kind, name_key);

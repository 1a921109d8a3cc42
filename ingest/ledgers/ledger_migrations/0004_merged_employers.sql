-- One employer under several tax codes: who put them together or took them apart, when and why.
-- A row is never changed; the newest about a tax code holds.
create table employer_merges (
    merge_no integer primary key autoincrement,
    kind text not null check (kind in ('merge', 'split')),
    tax_code text not null,          -- the code that is put under another, or stands alone again
    into_tax_code text,              -- null for a split
    decided_at text not null,
    decided_by text not null,
    reason text not null,
    check ((kind = 'merge') = (into_tax_code is not null))
) strict;
create index employer_merges_code on employer_merges (tax_code);

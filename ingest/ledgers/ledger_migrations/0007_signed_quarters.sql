-- Who proposed the figures of a quarter as final and who approved them, with the warnings that were
-- accepted; what cites a release; what was removed when its time was over. No row is ever changed.

create table release_proposals (
    proposal_no integer primary key autoincrement,
    period text not null,
    status text not null check (status in ('chính thức', 'điều chỉnh')),
    release_id text not null,        -- the release whose figures of the quarter are proposed
    proposed_at text not null,
    proposed_by text not null,
    role text not null,
    system_user text not null,
    reason text not null
) strict;
create index release_proposals_period on release_proposals (period);

-- Warnings about the quarter that the proposer accepted; they print as footnotes.
create table accepted_warnings (
    proposal_no integer not null references release_proposals (proposal_no),
    warning_no integer not null,
    code text not null,
    warning text not null,
    reason text not null,
    primary key (proposal_no, warning_no)
) strict;

-- What became of a proposal: approved or declined by another person, or given up.
create table release_decisions (
    proposal_no integer primary key references release_proposals (proposal_no),
    verdict text not null check (verdict in ('approved', 'declined', 'given_up')),
    decided_at text not null,
    decided_by text not null,
    role text not null,
    system_user text not null,
    reason text not null
) strict;

-- What was made from a release (a briefing, an export): such a release is never removed.
create table release_citations (
    citation_no integer primary key autoincrement,
    release_id text not null,
    cited_by text not null,          -- the briefing or export, as people call it
    recorded_at text not null,
    recorded_by text not null
) strict;
create index release_citations_release on release_citations (release_id);

create table collections (
    collection_no integer primary key autoincrement,
    kind text not null check (kind in ('release', 'load', 'set_aside', 'outbox', 'log')),
    name text not null,
    bytes integer not null,
    collected_at text not null,
    collected_by text not null
) strict;

-- Users of the dashboards and the record of what they did. Times are wall time in
-- Asia/Ho_Chi_Minh, ISO 8601 without offset.

create table users (
    name text primary key collate nocase,   -- what is typed to sign in
    full_name text not null,
    role text not null check (role in ('quan_tri', 'lanh_dao', 'chuyen_vien', 'can_bo_xa')),
    communes text not null default '',      -- codes with spaces between; for can_bo_xa only
    password_hash text not null,            -- argon2id; empty: signs in elsewhere only
    must_change integer not null,           -- 1: a one-time password
    is_disabled integer not null default 0,
    stamp integer not null default 1,       -- sessions of an older stamp are over
    created_at text not null,
    created_by text not null,
    changed_at text not null
);

create table audit (
    entry_no integer primary key autoincrement,
    at text not null,
    who text not null,                      -- user name, or the name that was tried
    role text not null,
    action text not null,                   -- a key of audit.ACTIONS
    subject text not null,                  -- what it was done to
    came_from text not null                 -- network address, or 'qhld'
);

create trigger audit_is_never_changed before update on audit
begin
    select raise(abort, 'audit is append-only');
end;

create trigger audit_is_never_removed before delete on audit
begin
    select raise(abort, 'audit is append-only');
end;

create index audit_by_time on audit (at);

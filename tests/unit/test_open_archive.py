"""The door to the archive: roles, the audit of every opening, retention."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from ingest.archives import archive
from ingest.archives.access import AccessError, Actor
from ingest.archives.archive_contents import RetentionError, kept_files, retention_days
from ingest.archives.open_archive import NotKeptError, open_archived, purge
from ingest.home import home
from ingest.ledgers import decide_loads, ledger
from ingest.submissions.reread_files import select_files
from tests.unit.made_checks import INSPECTION, make_finding, make_table

CHECKOUT = Path(__file__).parents[2]
ADMIN = Actor("admin", "quan_tri", "qhld")
ANALYST = Actor("lan", "chuyen_vien", "qhld")
VIEWER = Actor("mai", "nguoi_xem", "qhld")
LONG_AGO = datetime(2020, 1, 1, 8, 0)


def audit(table="archive_openings"):
    with ledger.open_ledger() as book:
        return [dict(row) for row in book.execute(f"select * from {table}")]


def put(hand_in, content=b"as received", at=LONG_AGO, **said):
    table = make_table("inspection_summary", INSPECTION)
    if said:
        return hand_in(content=content, check=said, received_at=at)
    return hand_in(table, content=content, received_at=at)


def age(monkeypatch, days):
    """Let so many days pass."""
    later = ledger.now() + timedelta(days=days)
    monkeypatch.setattr("ingest.archives.open_archive.ledger.now", lambda: later)


def test_a_role_that_may_opens_by_hash_or_load_and_it_is_written_down(hand_in):
    result = put(hand_in)
    for named in (result.file_sha256, result.file_sha256[:8].upper(), result.load_id[:10]):
        opened = open_archived(named, ANALYST, "đối chiếu số liệu")
        assert opened.content == b"as received"
    rows = audit()
    assert [row["outcome"] for row in rows] == ["opened"] * 3
    assert {(row["asked_by"], row["role"], row["purpose"]) for row in rows} == {
        ("lan", "chuyen_vien", "đối chiếu số liệu")
    }
    assert {row["file_sha256"] for row in rows} == {result.file_sha256}
    assert rows[2]["load_id"] == result.load_id


def test_a_role_that_may_not_gets_nothing_and_it_is_written_down(hand_in):
    result = put(hand_in)
    with pytest.raises(AccessError, match="người xem"):
        open_archived(result.file_sha256, VIEWER, "tò mò")
    assert [row["outcome"] for row in audit()] == ["denied"]


def test_nothing_opens_when_it_cannot_be_written_down(hand_in, monkeypatch):
    result = put(hand_in)
    given = []
    monkeypatch.setattr("ingest.archives.archive.open_kept", lambda sha256: given.append(sha256))
    monkeypatch.setattr("ingest.ledgers.ledger.insert", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_archived(result.file_sha256, ADMIN, "thử")
    assert given == []


def test_a_purpose_and_one_file_are_needed(hand_in):
    result = put(hand_in)
    with pytest.raises(AccessError, match="mục đích"):
        open_archived(result.file_sha256, ADMIN, "  ")
    for named in (result.file_sha256[:4], "không phải mã", "0" * 64):
        with pytest.raises(NotKeptError):
            open_archived(named, ADMIN, "thử")


def test_a_secret_file_was_never_kept_and_that_is_said(hand_in):
    secret = (make_finding("error", "state_secret"),)
    result = put(hand_in, b"secret", findings=secret, outcome="refused")
    with pytest.raises(NotKeptError, match="không còn trong kho"):
        open_archived(result.file_sha256, ADMIN, "thử")
    assert [row["outcome"] for row in audit()] == ["missing"]


def classes():
    with ledger.open_ledger() as book:
        return {kept.file_sha256: kept.retention_class for kept in kept_files(book)}


def test_the_class_is_the_best_that_came_of_the_bytes(hand_in):
    counted = put(hand_in)
    bad = (make_finding("error", "not_a_number"),)
    returned = put(hand_in, b"bad", findings=bad, outcome="rejected")
    refused = put(hand_in, b"worse", findings=bad, outcome="refused")
    orphan = archive.keep(b"unknown to the ledger")
    assert classes() == {
        counted.file_sha256: "accepted",
        returned.file_sha256: "returned",
        refused.file_sha256: "refused",
        orphan: "unrecorded",
    }
    decide_loads.withdraw_load(counted.load_id, by="lan", reason="sai")
    assert classes()[counted.file_sha256] == "superseded"


def test_what_a_replacement_leaves_is_superseded_and_a_release_keeps_it(hand_in):
    old = put(hand_in)
    new = hand_in(
        make_table("inspection_summary", INSPECTION | {"inspections": 4}),
        content=b"newer",
        received_at=LONG_AGO,
        replace=True,
    )
    assert classes() == {old.file_sha256: "superseded", new.file_sha256: "accepted"}
    import duckdb

    release = home() / "releases" / "20260101T000000-abcdef00"
    release.mkdir(parents=True)
    with duckdb.connect(str(release / "internal.duckdb")) as made:
        made.execute("create schema marts; create table marts.fct_kpi_cells (load_id text)")
        made.execute("insert into marts.fct_kpi_cells values (?), (null)", [old.load_id])
    assert set(classes().values()) == {"accepted"}
    (release / "internal.duckdb").write_bytes(b"broken")
    with pytest.raises(RetentionError, match="chưa xoá gì"):
        classes()


def test_purge_removes_what_is_over_and_only_that(hand_in, monkeypatch):
    counted = put(hand_in)
    bad = (make_finding("error", "not_a_number"),)
    refused = put(hand_in, b"worse", findings=bad, outcome="refused")
    assert purge(ADMIN, dry_run=False) == []
    age(monkeypatch, retention_days()["refused"] + 1)
    assert [kept.file_sha256 for kept in purge(ADMIN, dry_run=True)] == [refused.file_sha256]
    assert archive.is_kept(refused.file_sha256)
    assert audit("archive_purges") == []
    purge(ADMIN, dry_run=False)
    assert not archive.is_kept(refused.file_sha256)
    assert archive.is_kept(counted.file_sha256)
    [row] = audit("archive_purges")
    assert (row["file_sha256"], row["purged_by"]) == (refused.file_sha256, "admin")
    assert (row["retention_class"], row["is_removed"]) == ("refused", 1)
    age(monkeypatch, retention_days()["accepted"] + 1)
    assert [kept.file_sha256 for kept in purge(ADMIN, dry_run=False)] == [counted.file_sha256]


def test_the_time_runs_from_when_the_bytes_last_came(hand_in, monkeypatch):
    bad = (make_finding("error", "not_a_number"),)
    put(hand_in, b"worse", findings=bad, outcome="refused")
    again = put(hand_in, b"worse", findings=bad, outcome="refused")
    assert again.is_repeat
    with ledger.open_ledger() as book, ledger.transaction(book):
        book.execute("update submissions set recorded_at = received_at")
        [kept] = kept_files(book)
    assert (ledger.now() - kept.last_received_at).days == 0


def test_what_was_purged_and_comes_again_is_kept_again(hand_in, monkeypatch):
    counted = put(hand_in)
    bad = (make_finding("error", "not_a_number"),)
    returned = put(hand_in, b"worse", findings=bad, outcome="rejected")
    age(monkeypatch, max(retention_days().values()) + 1)
    assert len(purge(ADMIN, dry_run=False)) == 2
    with ledger.open_ledger() as book:
        assert select_files(book, loads=[counted.load_id]) == []
    assert put(hand_in).is_repeat
    assert put(hand_in, b"worse", findings=bad, outcome="rejected").is_repeat
    assert archive.open_kept(counted.file_sha256) == b"as received"
    assert archive.is_kept(returned.file_sha256)
    with ledger.open_ledger() as book:
        assert len(select_files(book, loads=[counted.load_id])) == 1
    assert purge(ADMIN, dry_run=True) == []


def test_a_purge_that_was_killed_is_in_the_audit_and_done_again(hand_in, monkeypatch):
    bad = (make_finding("error", "not_a_number"),)
    refused = put(hand_in, b"worse", findings=bad, outcome="refused")
    age(monkeypatch, 400)
    with monkeypatch.context() as killed:
        killed.setattr("ingest.archives.archive.remove_kept", lambda sha256: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            purge(ADMIN, dry_run=False)
    purge(ADMIN, dry_run=False)
    assert not archive.is_kept(refused.file_sha256)
    assert [row["is_removed"] for row in audit("archive_purges")] == [0, 1]


def test_only_quan_tri_purges(hand_in):
    put(hand_in)
    with pytest.raises(AccessError):
        purge(ANALYST, dry_run=True)


def test_retention_is_configured_by_class_or_for_all(monkeypatch):
    home().mkdir(parents=True, exist_ok=True)
    config = home() / "retention.yml"
    config.write_text("days: {refused: 7}", encoding="utf-8")
    assert retention_days()["refused"] == 7
    assert retention_days()["accepted"] > 7
    monkeypatch.setenv("QHLD_ARCHIVE_RETENTION_DAYS", "30")
    assert set(retention_days().values()) == {30}
    for wrong in ("-1", "mười"):
        monkeypatch.setenv("QHLD_ARCHIVE_RETENTION_DAYS", wrong)
        with pytest.raises(RetentionError):
            retention_days()
    monkeypatch.delenv("QHLD_ARCHIVE_RETENTION_DAYS")
    for wrong in ("{khác: 1}", "{refused: một}", "{refused: true}", "[1]", "{a: b: c}"):
        config.write_text(wrong, encoding="utf-8")
        with pytest.raises(RetentionError):
            retention_days()


def test_content_of_the_archive_is_opened_behind_the_door_only():
    """Reading archived files again after a change of a form happens inside intake, unseen."""
    callers = {
        path.relative_to(CHECKOUT).as_posix()
        for folder in ("ingest", "dagster_project", "dashboards")
        for path in (CHECKOUT / folder).rglob("*.py")
        if re.search(r"\bopen_kept\(", path.read_text(encoding="utf-8"))
    }
    inside = {"ingest/archives/archive.py", "ingest/archives/open_archive.py"}
    assert {path for path in callers - inside if "reread" not in path} == set()

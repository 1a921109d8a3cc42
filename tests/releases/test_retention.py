"""What `qhld gc` removes, and what it never does."""

import os
from datetime import timedelta

import pytest

from dagster_project import release, release_signoff, retention
from dagster_project.cli.run import run
from dagster_project.release_journal import entries
from dagster_project.user_error import UserError
from ingest.archives.access import acting
from ingest.archives.archive_contents import retention_days
from ingest.home import home, loads_dir, logs_dir, outbox_dir, releases_dir, set_aside_dir
from ingest.ledgers import decide_loads, ledger
from tests.releases.first_release import RULES
from tests.unit.build_fixture import Cell, let_time_pass, write_build
from tests.unit.made_checks import INSPECTION, make_table

LATER = timedelta(days=400)


@pytest.fixture(autouse=True)
def _one_newest(monkeypatch):
    let_time_pass(monkeypatch)
    home().mkdir(parents=True, exist_ok=True)
    (home() / "retention.yml").write_text("state: {releases_newest: 1}", encoding="utf-8")


def _publish(count):
    return [
        release.publish(
            write_build(f"b{n}", [Cell("02905", "2026Q2", n, f"load-{n}")]), RULES
        ).release_id
        for n in range(1, count + 1)
    ]


def _found(kind):
    now = ledger.now() + LATER
    return [one.name for one in retention.find_garbage(now) if one.kind == kind]


def test_only_releases_that_nothing_rests_on_go(monkeypatch):
    (home() / "access.yml").write_text("users: {lan: chuyen_vien}", encoding="utf-8")
    first, *rest = _publish(2)
    accepted = {"thieu-bao-cao": "số liệu tạm đủ"}
    release_signoff.propose("2026Q2", acting("lan"), "", accepted)
    more = [
        release.publish(
            write_build(f"c{n}", [Cell("02905", "2026Q2", n, f"load-{n}")]), RULES
        ).release_id
        for n in range(3, 7)
    ]
    assert _found("release") == [first, *more[:2]]  # not the proposed, nor the last two
    assert run(["release", "cite", first, "--as", "Báo cáo quý II/2026"]) == 0
    assert run(["release", "cite", "nothing", "--as", "x"]) == 1
    assert _found("release") == more[:2]
    assert retention.find_garbage(ledger.now()) == []  # too young
    release.rollback(more[1])
    assert _found("release") == [more[0]]  # what a rollback holds, stays
    found = retention.find_garbage(ledger.now() + LATER)
    retention.collect(found, acting())
    assert not (releases_dir() / more[0]).exists()
    assert more[0] in {entry.release_id for entry in entries()}
    assert {one["release_id"] for one in release.list_releases()} == {
        first, *rest, *more[1:]
    }  # fmt: skip
    release.recover()
    with ledger.open_ledger() as book:
        row = book.execute("select kind, name from collections").fetchone()
    assert tuple(row) == ("release", more[0])


@pytest.mark.slow
def test_rows_of_a_withdrawn_load_go_when_nothing_cites_them(hand_in):
    kept = hand_in(make_table("inspection_summary", INSPECTION)).load_id
    gone = hand_in(make_table("inspection_summary", INSPECTION, period="2026Q2")).load_id
    decide_loads.withdraw_load(gone, by="lan", reason="nhầm")
    assert _found("load") == [gone]
    release.publish(write_build("b1", [Cell("02905", "2026Q2", 1, gone)]), RULES)
    assert _found("load") == []  # a release shows its cells
    release.publish(write_build("b2", [Cell("02905", "2026Q2", 2, "load-2")]), RULES)
    release.publish(write_build("b3", [Cell("02905", "2026Q2", 3, "load-3")]), RULES)
    retention.collect(retention.find_garbage(ledger.now() + LATER), acting())
    assert _found("load") == []  # the release is gone, but a revision still names the load
    assert list((loads_dir() / gone).glob("*.parquet"))
    assert list((loads_dir() / kept).glob("*.parquet"))


def test_the_folder_of_a_collected_load_stays_so_that_the_lake_fits_the_ledger(hand_in):
    gone = hand_in(make_table("inspection_summary", INSPECTION)).load_id
    decide_loads.withdraw_load(gone, by="lan", reason="nhầm")
    retention.collect(retention.find_garbage(ledger.now() + LATER), acting())
    assert [path.name for path in (loads_dir() / gone).iterdir()] == ["load.json"]
    assert hand_in(
        make_table("inspection_summary", INSPECTION, period="2026Q2")
    ).load_id  # intake goes on


def test_old_answers_logs_and_leftovers_go_and_new_ones_stay():
    now = ledger.now()
    old_time = (now - LATER).timestamp()
    for folder in (outbox_dir() / "X02905" / "2025-01-01", logs_dir(), set_aside_dir() / "a"):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("cũ", "mới"):
            (folder / name).write_text(name)
        os.utime(folder / "cũ", (old_time, old_time))
    os.utime(set_aside_dir() / "a", (old_time, old_time))
    retention.collect(retention.find_garbage(now), acting())
    assert [path.name for path in outbox_dir().rglob("*") if path.is_file()] == ["mới"]
    assert [path.name for path in logs_dir().iterdir()] == ["mới"]
    assert not (set_aside_dir() / "a").exists()


@pytest.mark.slow
def test_the_command_tells_before_it_removes(capsys, monkeypatch):
    _publish(3)
    (home() / "retention.yml").write_text(
        "state: {releases_newest: 0, releases_days: 0}", encoding="utf-8"
    )
    monkeypatch.setattr(ledger, "now", lambda: _real_now() + LATER)
    assert run(["gc", "--dry-run"]) == 0
    assert "1 mục" in capsys.readouterr().out
    assert len(release.list_releases()) == 3
    assert run(["gc", "--by", "người lạ"]) == 77
    assert run(["gc"]) == 0
    assert len(release.list_releases()) == 2
    assert run(["gc"]) == 0
    assert "Không có gì hết hạn" in capsys.readouterr().out


_real_now = ledger.now


@pytest.mark.parametrize(
    "text", ["state: [a]", "state: {gì: 1}", "state: {logs_days: -1}", "a: b: c"]
)
def test_a_retention_that_cannot_be_used_is_said(text):
    (home() / "retention.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"retention\.yml"):
        retention.settings()


def test_one_file_holds_the_days_of_files_received_and_of_the_state():
    (home() / "retention.yml").write_text(
        "state: {logs_days: 7}\ndays: {refused: 9}", encoding="utf-8"
    )
    assert retention.settings()["logs_days"] == 7
    assert retention_days()["refused"] == 9
    (home() / "retention.yml").write_text("state: {logs_days: 7}", encoding="utf-8")
    assert retention_days()["refused"] == 90

"""The ledger file itself: migrations, settings, and its Parquet export."""

import sqlite3
import stat
from datetime import UTC, datetime

import polars as pl
import pytest

from ingest.home import home, ledger_path
from ingest.ledgers import decide_loads, ledger
from ingest.ledgers.export_ledger import EXPORTS, export_parquet


def test_an_empty_ledger_exports_every_column_with_its_type(tmp_path):
    assert set(export_parquet(tmp_path / "out").values()) == {0}
    text, big, small, flag = pl.String, pl.Int64, pl.Int32, pl.Boolean
    time = pl.Datetime("us")
    expected = {
        "loads": [text, big, text, text, text, text, time, flag, flag, flag, flag, big],
        "load_tables": [text, small, text, text, text, text, flag, *[big] * 5, flag],
        "load_coverage": [text, small, text, text, text],
        "submissions": [text, big, *[text] * 3, time, *[text] * 4, big, big, flag],
        "findings": [text] * 8,
        "release_approvals": [big, *[text] * 3, time],
        "accepted_warnings": [big, small, *[text] * 3],
        "employers": [text] * 4,
        "employer_names": [text] * 7,
    }
    assert {path.stem for path in (tmp_path / "out").iterdir()} == set(expected)
    for name, types in expected.items():
        frame = pl.read_parquet(tmp_path / "out" / f"{name}.parquet")
        assert frame.columns == list(EXPORTS[name][0])
        assert frame.dtypes == types
        assert frame.height == 0


def test_the_file_is_private_and_survives_power_cuts():
    with ledger.open_ledger() as book:
        assert book.execute("pragma journal_mode").fetchone()[0] == "wal"
        assert book.execute("pragma synchronous").fetchone()[0] == 2  # full
        assert book.execute("pragma foreign_keys").fetchone()[0] == 1
    assert stat.S_IMODE(ledger_path().stat().st_mode) == 0o600


def test_migrations_run_once_and_all_or_nothing(tmp_path, monkeypatch):
    steps = tmp_path / "steps"
    steps.mkdir()
    (steps / "0001_a.sql").write_text("create table a (x integer); -- one\ncreate table b (y);\n")
    monkeypatch.setattr(ledger, "MIGRATIONS", steps)
    with ledger.open_ledger() as book:
        book.execute("insert into a values (1)")
    (steps / "0002_b.sql").write_text("create table c (z);\ncreate table a (again);\n")
    with pytest.raises(sqlite3.OperationalError, match="already exists"), ledger.open_ledger():
        pass
    (steps / "0002_b.sql").write_text("create table c (z);\n")
    with ledger.open_ledger() as book:
        assert book.execute("pragma user_version").fetchone()[0] == 2
        assert book.execute("select x from a").fetchone()[0] == 1


def test_a_ledger_of_a_newer_version_is_left_alone():
    with ledger.open_ledger() as book:
        book.execute("pragma user_version = 99")
    with pytest.raises(ledger.LedgerError, match="cập nhật"), ledger.open_ledger():
        pass


def test_a_transaction_that_fails_leaves_nothing():
    row = {"submission_id": "nobody", "seen_at": "2026-09-16T08:30:00"}
    with ledger.open_ledger() as book:
        with pytest.raises(sqlite3.IntegrityError), ledger.transaction(book):
            ledger.insert(book, "repeats", row)
        assert book.execute("select count(*) from repeats").fetchone()[0] == 0
        assert not book.in_transaction


def test_times_are_wall_time_in_lao_cai():
    assert ledger.wall_time(datetime(2026, 9, 16, 20, 0, tzinfo=UTC)) == datetime(2026, 9, 17, 3, 0)
    assert ledger.wall_time(datetime(2026, 9, 16, 20, 0)) == datetime(2026, 9, 16, 20, 0)
    assert ledger.now().tzinfo is None


def test_export_does_not_wait_for_a_writer():
    with ledger.open_ledger() as book, ledger.transaction(book):
        assert export_parquet(home() / "out")["loads"] == 0


def test_decisions_about_unknown_loads_are_refused():
    by_whom = {"by": "Chuyên viên giả lập", "reason": "thử"}
    with pytest.raises(ledger.LedgerError, match="Không có lần nạp"):
        decide_loads.withdraw_load("x" * 64, **by_whom)
    with pytest.raises(ledger.LedgerError, match="không có bảng số 1"):
        decide_loads.accept_in_part("x" * 64, 1, **by_whom)


def test_a_lost_ledger_is_not_begun_anew(tmp_path):
    with ledger.open_ledger():
        pass
    (home() / "archive").mkdir()
    (home() / "archive" / "0f.enc").touch()
    ledger_path().unlink()
    with (
        pytest.raises(ledger.LedgerError, match="khôi phục sổ từ bản sao lưu"),
        ledger.open_ledger(),
    ):
        pass
    assert not ledger_path().exists()

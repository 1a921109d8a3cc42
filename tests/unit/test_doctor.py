"""`qhld doctor` finds what is broken and changes nothing; `qhld migrate` brings old files along."""

import json
import sqlite3
from pathlib import Path

import duckdb
import pytest

from dagster_project import release
from dagster_project.cli.run import run
from dagster_project.doctor import examine, software, state
from dashboards.app.access.store import open_store
from ingest.home import home, ledger_path, releases_dir
from ingest.ledgers.ledger import MIGRATIONS
from tests.unit.build_fixture import Cell, write_build
from tests.unit.made_checks import INSPECTION, make_table


def _verdicts() -> dict[str, tuple[str, str]]:
    return {one.about: (one.state, f"{one.found} {one.advice}") for one in examine()}


@pytest.fixture
def whole_state(hand_in):
    """A home with a load, a file in the archive, users and a release."""
    hand_in(make_table("inspection_summary", INSPECTION), content=b"as received")
    release.publish(write_build("b1", [Cell("02905", "2026Q2", 4, "load-a")]), "rules-1")
    with open_store():
        pass


def test_a_sound_installation_has_no_complaint(whole_state, capsys):
    assert {word for word, _ in _verdicts().values()} == {"ok"}
    assert run(["doctor"]) == 0
    assert capsys.readouterr().out.endswith("Cài đặt lành lặn, dùng được.\n")


def test_nothing_is_made_where_nothing_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path / "chưa có"))
    assert run(["doctor"]) == 1
    assert "không có" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_an_empty_home_is_sound_and_stays_empty(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path))
    assert run(["doctor", "--json"]) == 0
    assert {one["state"] for one in json.loads(capsys.readouterr().out)} == {"ok"}
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_ledger_is_an_error(whole_state):
    with ledger_path().open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\xff" * 8192)
    word, said = _verdicts()["Sổ tiếp nhận"]
    assert (word, "qhld restore" in said) == ("error", True)


def test_a_ledger_of_a_newer_version_is_an_error(whole_state):
    with sqlite3.connect(ledger_path()) as book:
        book.execute("pragma user_version = 9000")
    word, said = _verdicts()["Sổ tiếp nhận"]
    assert (word, "9000" in said) == ("error", True)


def test_an_old_ledger_asks_to_be_migrated_and_is(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path))
    first = sorted(MIGRATIONS.glob("*.sql"))[0]
    with sqlite3.connect(tmp_path / "ledger.sqlite") as book:
        book.executescript(first.read_text("utf-8"))
        book.execute("pragma user_version = 1")
    (tmp_path / "ledger.sqlite").chmod(0o600)
    assert _verdicts()["Sổ tiếp nhận"][0] == "warning"
    assert run(["migrate"]) == 0
    newest = len(list(MIGRATIONS.glob("*.sql")))
    assert f"đã chuyển từ cấu trúc 1 sang {newest}" in capsys.readouterr().out
    assert not (tmp_path / "access.sqlite").exists()
    assert _verdicts()["Sổ tiếp nhận"] == ("ok", f"nguyên vẹn, cấu trúc {newest} ")
    assert run(["migrate"]) == 0
    assert "đã theo cấu trúc mới nhất" in capsys.readouterr().out


def test_a_lost_and_a_wrong_key_are_errors(whole_state):
    key = home() / "archive.key"
    kept = key.read_bytes()
    key.write_bytes(b"A" * 43 + b"=\n")
    assert _verdicts()["Kho tệp gốc"][0] == "error"
    key.unlink()
    word, said = _verdicts()["Kho tệp gốc"]
    assert (word, "không tạo khoá mới" in said, key.exists()) == ("error", True, False)
    key.write_bytes(kept)
    key.chmod(0o644)
    word, said = _verdicts()["Quyền đọc tệp riêng"]
    assert (word, "chmod go-rwx" in said) == ("warning", True)


def test_a_release_that_was_changed_is_an_error(whole_state):
    path = releases_dir() / "current" / "internal.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("update marts.fct_kpi_values set value = value + 1")
    word, said = _verdicts()["Bản công bố"]
    assert (word, "rollback" in said) == ("error", True)
    path.resolve().unlink()
    assert _verdicts()["Bản công bố"][0] == "error"


def test_packages_that_are_not_the_pinned_ones_are_an_error(tmp_path, monkeypatch):
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "duckdb==0.0.1 \\\n    --hash=sha256:00\nno-such-thing==1 ; sys_platform == 'win32' \\\n"
        "    --hash=sha256:00\nPyYAML==9.9 \\\n    --hash=sha256:00\n",
        encoding="utf-8",
    )
    wanted = software.pinned(lock)
    assert wanted == {"duckdb": "0.0.1", "pyyaml": "9.9"}
    monkeypatch.setattr(software, "pinned", lambda: wanted)
    word, said = _verdicts()["Các gói Python"]
    assert (word, "duckdb" in said, "cần 0.0.1" in said) == ("error", True, True)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/srv/qhld", "nfs4"), ("/srv", "ext4"), ("/srv/qhld2", "ext4"), ("/srv/qhld/a/b", "nfs4")],
)
def test_the_nearest_mount_decides(path, kind):
    mounts = "/dev/sda / ext4 rw 0 0\nserver:/x /srv/qhld nfs4 rw 0 0\nproc /proc proc rw 0 0\n"
    assert state.file_system(Path(path), mounts) == kind

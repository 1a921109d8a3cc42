"""The watch on the inbox: what is whole is taken in and answered, the rest waits."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import openpyxl
import pytest

from ingest.home import inbox_dir, outbox_dir, scratch_dir
from ingest.ledgers import ledger
from ingest.submissions.half_copied import HalfCopied
from ingest.submissions.watch_inbox import InboxWatch
from tests.unit.test_submit_inbox import MadeUpPool, put, write_receipts

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def watch():
    """A watch whose log is its attribute `lines`."""
    lines = []
    made = InboxWatch(MadeUpPool(), lines.append)
    return made, lines


def look_twice(watch):
    watch.look()
    watch.take_in_ready()


def workbook(path):
    openpyxl.Workbook().save(path)
    return path


def test_a_file_is_taken_when_it_looks_the_same_twice(watch):
    watch, lines = watch
    path = put("a.xlsx", b"half")
    watch.take_in_ready()
    assert path.exists()
    path.write_bytes(b"half and more")
    watch.take_in_ready()
    assert path.exists()
    watch.take_in_ready()
    assert not path.exists()
    assert watch.taken == 1
    assert sum("a.xlsx" in line and "Chờ" in line for line in lines) == 1


def test_a_workbook_without_its_end_waits_until_it_is_whole(watch):
    watch, lines = watch
    whole = workbook(inbox_dir() / "thật.xlsx").read_bytes()
    path = put("thật.xlsx", whole[:-30])
    look_twice(watch)
    look_twice(watch)
    assert path.exists()
    assert [line for line in lines if "chép chưa xong" in line]
    path.write_bytes(whole)
    look_twice(watch)
    assert not path.exists()


@pytest.mark.parametrize("lock", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_a_file_that_is_open_waits(watch, lock):
    watch, _ = watch
    path, lock = put("a.xlsx"), put(lock)
    look_twice(watch)
    assert path.exists()
    lock.unlink()
    watch.take_in_ready()
    assert not path.exists()


def test_after_a_long_time_an_unfinished_file_is_taken_as_it_is(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 and nothing else")
    empty = tmp_path / "b.csv"
    empty.touch()
    patient, hasty = HalfCopied(600), HalfCopied(0)
    for copies in (patient, hasty):
        copies.look([path, empty])
    assert all(patient.look([path, empty]).values())
    assert hasty.look([path, empty]) == {path: None, empty: None}


def test_a_file_that_may_not_be_read_waits_and_is_told_once(watch, monkeypatch):
    watch, lines = watch
    closed, open_one = put("a.xlsx"), put("b.xlsx")
    monkeypatch.setattr(os, "access", lambda path, mode: path != closed)
    for _ in range(4):
        watch.take_in_ready()
    assert closed.exists()
    assert not open_one.exists()
    assert sum("không có quyền" in line for line in lines) == 1


def test_links_are_passed_over_and_told_once(watch, tmp_path):
    watch, lines = watch
    outside = tmp_path / "ngoài"
    outside.mkdir()
    (outside / "a.xlsx").write_bytes(b"x")
    inbox_dir()
    (inbox_dir() / "thư mục").symlink_to(outside)
    (inbox_dir() / "b.xlsx").symlink_to(outside / "a.xlsx")
    for _ in range(3):
        watch.take_in_ready()
    assert (outside / "a.xlsx").exists()
    assert sum("liên kết" in line for line in lines) == 2
    assert watch.taken == 0


def test_names_with_odd_bytes_are_taken_and_answered(watch):
    watch, _ = watch
    odd = os.fsencode(inbox_dir()) + b"/bi\xeau 3.xlsx"
    with open(odd, "wb") as stream:
        stream.write(b"abc")
    look_twice(watch)
    assert not os.path.exists(odd)
    with ledger.open_ledger() as book:
        assert book.execute("select file_name from submissions").fetchone()[0] == "bi�u 3.xlsx"
    assert [path.name for path in outbox_dir().rglob("*.txt")] == ["bi�u 3.xlsx.ket-qua.txt"]


def test_a_file_that_vanishes_between_looks_is_nobodys_trouble(watch):
    watch, lines = watch
    put("a.xlsx").unlink()
    path = put("b.xlsx")
    watch.look()

    class Vanishing(MadeUpPool):
        def check_all(self, requests):
            for check in super().check_all(requests):
                path.unlink()
                yield check

    watch.pool = Vanishing()
    watch.take_in_ready()
    assert watch.taken == 1
    assert any("Không mở được tệp" in line for line in lines)
    with ledger.open_ledger() as book:
        assert book.execute("select count(*) from submissions").fetchone()[0] == 0


def test_the_answer_lies_under_office_and_day_of_receipt(watch):
    watch, lines = watch
    watch.make_workbook = lambda path, check: b"marked " + path.read_bytes()
    put("xã/a.xlsx", b"abc", ["a.xlsx,X02905,2026Q3,2026-09-16T08:30:00,"])
    look_twice(watch)
    folder = outbox_dir() / "X02905" / "2026-09-16"
    assert (folder / "a.xlsx.ket-qua.xlsx").read_bytes() == b"marked abc"
    text = (folder / "a.xlsx.ket-qua.txt").read_text(encoding="utf-8-sig")
    assert "UBND xã Bảo Thắng" in text
    assert "08:30 ngày 16/09/2026" in text
    assert "Đã tiếp nhận 1 bảng" in text
    assert any("outbox/X02905/2026-09-16" in line for line in lines)
    assert all(p.stat().st_mode & 0o077 == 0 for p in folder.iterdir())


def test_the_same_name_again_gets_an_answer_of_its_own(watch):
    watch, _ = watch
    for content in (b"one", b"two", b"two"):
        put("a.xlsx", content)
        write_receipts(inbox_dir(), "a.xlsx,X02905,2026Q3,2026-09-16T08:30:00,")
        look_twice(watch)
    names = sorted(path.name for path in outbox_dir().rglob("*.txt"))
    today = f"{ledger.now():%Y-%m-%d}"
    assert names == ["a.xlsx.ket-qua.txt"] * 2  # the receipt was for the first one
    assert {path.parent.name for path in outbox_dir().rglob("*.txt")} == {"2026-09-16", today}
    put("a.xlsx", b"three")
    look_twice(watch)
    assert len(list(outbox_dir().rglob("a.xlsx.2.ket-qua.txt"))) == 1


def test_a_secret_file_leaves_no_answer_and_no_name(watch):
    watch, lines = watch
    put("kế hoạch mật.xlsx")
    look_twice(watch)
    watch.take_in_ready()
    assert list(inbox_dir().iterdir()) == []
    assert list(outbox_dir().iterdir()) == []
    assert not any("kế hoạch" in line for line in lines)
    assert any("Từ chối" in line for line in lines)


def test_a_fault_with_one_file_does_not_hold_up_the_others(watch, monkeypatch):
    watch, lines = watch

    class Faulty(MadeUpPool):
        def check_all(self, requests):
            for check in super().check_all(requests):
                if check["file"] == "b.xlsx":
                    raise KeyError("a fault of ours")
                yield check

    watch.pool = Faulty()
    for name in ("a.xlsx", "b.xlsx", "c.xlsx"):
        put(name)
    look_twice(watch)
    assert [path.name for path in inbox_dir().iterdir()] == ["b.xlsx"]
    told = len(lines)
    assert "Lỗi của phần mềm" in " ".join(lines)
    watch.take_in_ready()  # not again at every look
    assert len(lines) == told


def test_trouble_of_the_machine_is_told_and_tried_again(watch, monkeypatch):
    watch, lines = watch
    put("a.xlsx")
    watch.look()
    with monkeypatch.context() as broken:
        broken.setattr("ingest.archives.archive.keep_file", _no_room)
        watch.take_in_ready()
    assert "sẽ thử lại" in lines[-1]
    watch.take_in_ready()
    assert watch.taken == 1


def _no_room(path):
    raise OSError(28, "No space left on device", str(path))


def test_asked_to_stop_it_ends_after_the_file_at_hand(watch):
    watch, _ = watch
    put("a.xlsx")
    put("b.xlsx")
    watch.look()
    watch.stop.set()
    watch.take_in_ready()
    assert watch.taken == 1
    assert len(list(inbox_dir().iterdir())) == 1
    watch.run()  # ends at once
    with ledger.open_ledger() as book:
        assert book.execute("select count(*) from submissions").fetchone()[0] == 1


def test_the_loop_takes_in_what_is_dropped_until_it_is_stopped(watch, monkeypatch):
    watch, _ = watch
    monkeypatch.setenv("QHLD_WATCH_SECONDS", "0.01")
    put("a.xlsx")
    loop = threading.Thread(target=watch.run)
    loop.start()
    while watch.taken < 1:
        time.sleep(0.01)
    put("b.xlsx")
    while watch.taken < 2:
        time.sleep(0.01)
    watch.stop.set()
    loop.join(30)
    assert not loop.is_alive()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_command_cleanly(tmp_path, number):
    environment = os.environ | {"QHLD_HOME": str(tmp_path / "home"), "QHLD_WATCH_SECONDS": "0.05"}
    process = subprocess.Popen(
        [sys.executable, "-c", "from dagster_project.cli import main; main()", "watch"],
        cwd=CHECKOUT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert "Trực hộp thư đến" in process.stdout.readline()
    process.send_signal(number)
    out, error = process.communicate(timeout=60)
    assert (process.returncode, error) == (0, "")
    assert "Đã dừng" in out


@pytest.mark.slow
def test_one_round_reads_a_real_file(tmp_path):
    source = next((CHECKOUT / "tests" / "forms" / "examples").glob("*.xlsx"))
    shutil.copy(source, inbox_dir() / "thật.xlsx")
    environment = os.environ | {"QHLD_WATCH_SECONDS": "0.05"}
    done = subprocess.run(
        [sys.executable, "-c", "from dagster_project.cli import main; main()", "watch", "--once"],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert not any(inbox_dir().iterdir())
    assert [path.name for path in outbox_dir().rglob("*.txt")] == ["thật.xlsx.ket-qua.txt"]
    [marked] = outbox_dir().rglob("*.xlsx")
    assert marked.name == "thật.xlsx.ket-qua.xlsx"
    assert openpyxl.load_workbook(marked).sheetnames[0] == "Kết quả kiểm tra"
    assert [path for path in scratch_dir().parent.rglob("*") if path.is_file()] == []

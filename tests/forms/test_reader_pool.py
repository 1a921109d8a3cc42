"""Reader processes: limits, deaths, replacement, order of answers."""

import os
import signal
import threading
import time

import pytest

from ingest import reader_pool, reader_process
from ingest.reader_limits import LimitError, Limits
from ingest.reader_pool import ReaderPool, ReaderStartError
from tests.unit import bad_files as bad


def _asks_for_another_file(result):
    (finding,) = result["findings"]
    assert result["outcome"] == "refused"
    assert "gửi lại" in finding["message"]


def _slow_file(folder):
    """A file that takes seconds: 300.000 rows of one number."""
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 300_001))
    path = folder / "cham.xlsx"
    path.write_bytes(bad.xlsx_with_sheet(rows))
    return path


@pytest.mark.parametrize("how", [signal.SIGABRT, signal.SIGSEGV])
def test_a_reader_that_dies_is_a_finding_and_the_pool_goes_on(tmp_path, how):
    slow = _slow_file(tmp_path)
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    with ReaderPool(1) as own:
        own.check(tmp_path / "tot.xlsx")
        (reader,) = own._all
        threading.Timer(0.1, reader.process.send_signal, [how]).start()
        result = own.check(slow)
        assert [finding["code"] for finding in result["findings"]] == ["unreadable"]
        assert result["sha256"]
        _asks_for_another_file(result)
        assert own.check(tmp_path / "tot.xlsx")["tables"][0]["rows_accepted"] == 2


def test_a_reader_killed_by_somebody_else_is_replaced_and_the_file_read_again(
    tmp_path, monkeypatch
):
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    ask, killed, times = reader_pool._Reader.ask, [], 1

    def ask_and_kill(reader, request, seconds):
        reader.wait_until_ready()
        if len(killed) < times:
            killed.append(reader.process.pid)
            reader.process.kill()
        return ask(reader, request, seconds)

    monkeypatch.setattr(reader_pool._Reader, "ask", ask_and_kill)
    with ReaderPool(1) as own:
        result = own.check(tmp_path / "tot.xlsx")
        assert result["tables"][0]["rows_accepted"] == 2
        assert own.pids() != killed
    killed.clear()
    times = 2
    with ReaderPool(1) as own:
        result = own.check(tmp_path / "tot.xlsx")
        assert [finding["code"] for finding in result["findings"]] == ["unreadable"]


def test_a_reader_that_dies_while_idle_spoils_no_file(tmp_path):
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    with ReaderPool(1) as own:
        own.check(tmp_path / "tot.xlsx")
        (reader,) = own._all
        reader.process.kill()
        reader.process.wait()
        assert own.check(tmp_path / "tot.xlsx")["tables"][0]["rows_accepted"] == 2


def test_the_time_limit_holds(tmp_path):
    slow = _slow_file(tmp_path)
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    with ReaderPool(1, Limits(seconds=0.3)) as own:
        own.check(tmp_path / "tot.xlsx")
        started = time.monotonic()
        result = own.check(slow)
        assert time.monotonic() - started < 5
        assert [finding["code"] for finding in result["findings"]] == ["too_slow"]
        _asks_for_another_file(result)


def test_the_memory_limit_holds(tmp_path):
    slow = _slow_file(tmp_path)
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    with ReaderPool(1, Limits(memory_mb=60, seconds=300)) as own:
        result = own.check(slow)
        assert result["outcome"] == "refused"
        assert result["findings"][0]["code"] in ("unsafe_size", "unreadable")
        _asks_for_another_file(result)
        assert own.check(tmp_path / "tot.xlsx")["tables"][0]["rows_accepted"] == 2


def _peak_mb(pid):
    with open(f"/proc/{pid}/status") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


@pytest.mark.slow
def test_a_large_sheet_stays_within_the_memory_limit(tmp_path):
    """A very large file is read or refused, never beyond 1 GB resident."""
    row = "".join(f'<c r="{chr(65 + n)}{{0}}"><v>12345</v></c>' for n in range(20))
    rows = "".join(f'<row r="{{0}}">{row}</row>'.replace("{0}", str(n)) for n in range(1, 40_000))
    (tmp_path / "lon.xlsx").write_bytes(bad.xlsx_with_sheet(rows))
    with ReaderPool(1, Limits(seconds=300)) as own:
        done = threading.Event()
        peaks = [0.0]

        def watch():
            while not done.wait(0.05):
                for reader in list(own._all):
                    try:
                        peaks.append(_peak_mb(reader.process.pid))
                    except (OSError, StopIteration):
                        continue

        threading.Thread(target=watch, daemon=True).start()
        result = own.check(tmp_path / "lon.xlsx")
        done.set()
    assert result["findings"]
    assert 60 < max(peaks) <= 1024


def test_a_reader_that_a_large_file_has_filled_is_replaced(tmp_path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 60_001))
    (tmp_path / "lon.xlsx").write_bytes(bad.xlsx_with_sheet(rows))
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    with ReaderPool(1, Limits(memory_mb=120, seconds=300)) as own:
        assert own.check(tmp_path / "lon.xlsx")["outcome"] == "rejected"
        assert not own._all
        assert own.check(tmp_path / "tot.xlsx")["tables"][0]["rows_accepted"] == 2


def test_answers_come_in_the_order_of_the_requests(tmp_path):
    names = [f"{number}.csv" for number in range(12)]
    for number, name in enumerate(names):
        (tmp_path / name).write_bytes(b"a,b\n" * (1 + 5000 * (number % 3)))
    with ReaderPool(3) as own:
        results = own.check_all((tmp_path / name, None, None) for name in names)
        assert [result["file"] for result in results] == names
        assert len(own._all) <= 3


def test_closing_ends_the_readers(tmp_path):
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    with ReaderPool(1) as own:
        own.check(tmp_path / "tot.xlsx")
        (reader,) = own._all
    assert reader.process.returncode is not None


def test_a_reader_without_a_pool_ends_by_itself(tmp_path):
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    own = ReaderPool(1)
    own.check(tmp_path / "tot.xlsx")
    (reader,) = own._all
    reader.process.stdin.close()
    assert reader.process.wait(10) == 0
    own.close()


def test_a_fault_of_the_reader_is_a_finding_without_contents(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise ValueError("Nguyễn Văn A")  # what a library says may quote a cell

    monkeypatch.setattr(reader_process, "check_file", fail)
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    request = {"path": str(tmp_path / "tot.xlsx"), "form": None, "period": None}
    result = reader_process.answer_request(request, Limits())
    (finding,) = result["findings"]
    assert finding["code"] == "reader_fault"
    assert "ValueError, test_reader_pool.py" in finding["found"]
    assert "quản trị" in finding["message"]
    assert "Nguyễn" not in str(result)


def test_a_form_that_does_not_exist(tmp_path):
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    with ReaderPool(1) as own:
        result = own.check(tmp_path / "tot.xlsx", form="khong_co_bieu_nay")
    (finding,) = result["findings"]
    assert finding["code"] == "no_such_form"
    assert "dispute_log" in finding["message"]


def test_a_reader_that_cannot_start_blames_no_file(tmp_path, monkeypatch):
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    monkeypatch.setattr(reader_pool.sys, "executable", "/bin/false")
    with ReaderPool(1) as own, pytest.raises(ReaderStartError, match="chưa tệp nào bị từ chối"):
        own.check(tmp_path / "tot.xlsx")


def test_limits_are_configured_by_environment(monkeypatch):
    monkeypatch.setenv("QHLD_READER_SECONDS", "7.5")
    monkeypatch.setenv("QHLD_READER_CELLS", "1000")
    limits = Limits.from_environment()
    assert (limits.seconds, limits.memory_mb, limits.cells) == (7.5, 1024, 1000)
    monkeypatch.setattr(os, "environ", limits.to_environment())
    assert Limits.from_environment() == limits


@pytest.mark.parametrize("text", ["", "hai mươi", "0", "-1", "nan"])
def test_a_limit_that_is_no_number_is_an_error(monkeypatch, text):
    monkeypatch.setenv("QHLD_READER_SECONDS", text)
    with pytest.raises(LimitError, match="QHLD_READER_SECONDS"):
        Limits.from_environment()

"""The steps of a refresh that need neither dbt nor Dagster."""

import json
import os
import subprocess
import sys
import time
from dataclasses import replace

import openpyxl
import pytest

from dagster_project import refresh
from dagster_project.progress import listening, report
from dagster_project.refresh import take_in_inbox
from dagster_project.warehouse_build import (
    KEPT_BUILDS,
    dbt_environment,
    environment,
    find_build,
    prune_builds,
    start_build,
)
from ingest.home import builds_dir, inbox_dir, outbox_dir, warehouse_dir
from ingest.submissions.submission import SubmissionResult


def test_a_build_has_the_ledger_and_dbt_sees_it_under_paths_that_stay_the_same():
    first = start_build("11111111-aaaa")
    paths = dbt_environment()
    second = start_build("22222222-bbbb")
    assert dbt_environment() == paths
    assert os.path.realpath(paths["QHLD_LEDGER_DIR"]) == str(second / "ledger")
    assert sorted(path.name for path in (first / "ledger").iterdir()) == [
        "accepted_warnings.parquet",
        "current_cells.parquet",
        "employer_names.parquet",
        "employers.parquet",
        "findings.parquet",
        "load_coverage.parquet",
        "load_tables.parquet",
        "loads.parquet",
        "publications.parquet",
        "published_cells.parquet",
        "published_external.parquet",
        "published_values.parquet",
        "release_approvals.parquet",
        "submissions.parquet",
    ]
    assert find_build("11111111-aaaa") == first
    assert find_build("33333333") is None


def test_only_the_newest_builds_are_kept():
    names = [f"20260101T00000{number}-run" for number in range(5)]
    for name in names:
        (builds_dir() / name).mkdir()
    prune_builds()
    assert sorted(path.name for path in builds_dir().iterdir()) == names[-KEPT_BUILDS:]


def test_one_refresh_at_a_time_and_a_killed_one_holds_nothing():
    script = (
        "import time; from dagster_project.refresh import only_refresh\n"
        "with only_refresh():\n  print('in', flush=True); time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    try:
        assert other.stdout.readline() == "in\n"
        with (
            pytest.raises(refresh.RefreshBusyError, match="Một lần cập nhật khác đang chạy"),
            refresh.only_refresh(),
        ):
            pass
    finally:
        other.kill()
        other.wait()
        other.stdout.close()
    with refresh.only_refresh():
        assert (warehouse_dir() / refresh.LOCK).exists()


def test_dbt_dies_with_the_process_that_started_it(tmp_path):
    child = tmp_path / "child.py"
    child.write_text(
        "import os, sys, time, types\n"
        "dbt = types.ModuleType('dbt'); cli = types.ModuleType('dbt.cli')\n"
        "main = types.ModuleType('dbt.cli.main')\n"
        "main.cli = lambda: time.sleep(60)\n"
        "sys.modules.update({'dbt': dbt, 'dbt.cli': cli, 'dbt.cli.main': main})\n"
        "from dagster_project.dbt_process import main\n"
        "print(os.getpid(), flush=True)\n"
        "main()\n"
    )
    parent = (
        "import os, subprocess, sys\n"
        "os.environ['QHLD_DBT_PARENT'] = str(os.getpid())\n"
        f"subprocess.run([sys.executable, {str(child)!r}])\n"
    )
    starter = subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE, text=True)
    pid = int(starter.stdout.readline())
    time.sleep(0.5)
    os.kill(pid, 0)  # alive while its parent is
    starter.kill()
    starter.wait()
    starter.stdout.close()
    deadline = time.monotonic() + 10
    while _is_running(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _is_running(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_environment_is_put_back(monkeypatch):
    monkeypatch.setenv("QHLD_ONE", "before")
    monkeypatch.delenv("QHLD_TWO", raising=False)
    with environment({"QHLD_ONE": "inside", "QHLD_TWO": "inside"}):
        assert (os.environ["QHLD_ONE"], os.environ["QHLD_TWO"]) == ("inside", "inside")
    assert os.environ["QHLD_ONE"] == "before"
    assert "QHLD_TWO" not in os.environ


def test_what_came_of_the_inbox_is_said():
    one = SubmissionResult(
        file="a.xlsx", file_sha256="0", outcome="accepted", is_repeat=False, is_recorded=True,
        submission_id="s", load_id="l", agency_code="SNV", message="",
    )  # fmt: skip
    results = [one, replace(one, outcome="accepted_with_warnings"), replace(one, is_repeat=True)]
    results += [replace(one, outcome="rejected"), replace(one, outcome="refused")]
    assert refresh.intake_sentence(results) == (
        "Tiếp nhận 5 tệp: 2 được nhận, 1 bị trả lại toàn bộ hoặc một phần, 1 bị từ chối, "
        "1 đã có từ trước, không thay đổi gì."
    )
    assert "Không có tệp nào" in refresh.intake_sentence([])


def test_progress_reaches_the_listener_and_only_inside():
    heard = []
    report("ngoài")
    with listening(lambda *told: heard.append(told)):
        report("trong", 1, 2)
    report("ngoài")
    assert json.dumps(heard, ensure_ascii=False) == '[["trong", 1, 2]]'


def test_a_refresh_answers_what_it_takes_in():
    book = openpyxl.Workbook()
    book.active.append(["không phải biểu mẫu"])
    book.save(inbox_dir() / "a.xlsx")
    (inbox_dir() / "b.pdf").write_bytes(b"%PDF-1.7 ...")
    take_in_inbox()
    assert list(inbox_dir().iterdir()) == []
    assert sorted(path.name for path in outbox_dir().rglob("*.ket-qua.*")) == [
        "a.xlsx.ket-qua.txt",
        "a.xlsx.ket-qua.xlsx",
        "b.pdf.ket-qua.txt",
    ]

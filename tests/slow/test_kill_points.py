"""Intake, submitting, checks and publishing, killed or out of room at some eighty moments.

Each is judged by what the next run makes of it. What is between, dbt, is in `test_dbt_killed`;
every single step of the intake with a made-up reader is in `tests/unit/test_submit_kill.py`.
"""

import json
import shutil
import signal
from pathlib import Path

import duckdb
import pytest

from tests.pipeline.conftest import QUARTERS, Home, first_receipt
from tests.slow import forking
from tests.slow.stopped_dbt import spread

pytestmark = [pytest.mark.slow, pytest.mark.pipeline, pytest.mark.xdist_group("refresh")]

INTAKE_KILLS, INTAKE_FULL = 20, 12
SUBMIT_KILLS = 12
PUBLISH_POINTS = 30
# formats that are read in different ways; one is sent back in part
FEW = ("TTT", "BC_QHLD", "STP", "BQLKKT")
STATE = """
import json
from tests.unit.kill_intake import state
found = state()
# the marked workbooks hold the time at which they were made
print(json.dumps({k: v for k, v in found.items() if k != "outbox"}, default=str, sort_keys=True))
"""


def _state(home: Path) -> str:
    """All that a release depends on, and what must not be left over."""
    process = Home(home).start("-c", STATE)
    out, err = process.communicate(timeout=600)
    assert process.returncode == 0, err
    return out


@pytest.fixture
def few_files(workbooks, tmp_path):
    """Makes a home with a few files in its inbox."""

    def make(name: str) -> Path:
        home = tmp_path / name
        shutil.rmtree(home, ignore_errors=True)
        (home / "inbox").mkdir(parents=True)
        for path in (workbooks / QUARTERS[0]).iterdir():
            if path.name == "receipts.csv" or path.name.startswith(FEW):
                shutil.copy2(path, home / "inbox")
        return home

    return make


def test_intake_and_the_begin_of_a_build(few_files):
    home = few_files("home")
    whole = forking.run(home, "intake")
    assert whole.error is None, whole.error
    expected, differing = _state(home), {}
    tries = [{"kill_at": at} for at in spread(whole.operations - 3, INTAKE_KILLS)]
    tries += [{"full_at": at} for at in spread(whole.writes - 1, INTAKE_FULL)]
    for how in tries:
        home = few_files("home")
        first = forking.run(home, "intake", **how)
        assert first.killed or "full_at" in how, how
        again = forking.run(home, "intake")
        if again.error or _state(home) != expected:
            differing[str(how)] = again.error or "another state"
    assert differing == {}


def test_submitting(few_files, workbooks):
    """What a killed `qhld submit` has left is made good when the file is taken in."""
    home = few_files("home")
    receipt = first_receipt(workbooks, QUARTERS[0])
    file = home / "inbox" / receipt["file"]
    stated = ["--agency", receipt["agency_code"], "--period", receipt["period"]]
    stated += ["--received-at", receipt["received_at"]]
    whole = forking.run(home, "submit", str(file), *stated)
    assert whole.said in (0, 1), whole  # 1: a table of it is sent back
    assert forking.run(home, "intake").error is None
    expected, differing = _stored(home), []
    for kill_at in spread(whole.operations - 1, SUBMIT_KILLS):
        home = few_files("home")
        assert forking.run(home, "submit", str(file), *stated, kill_at=kill_at).killed, kill_at
        assert forking.run(home, "intake").error is None, kill_at
        if _stored(home) != expected:
            differing.append(kill_at)
    assert differing == []


def _stored(home: Path) -> dict:
    """Lake, archive and what is left over; the times of attempts are those of the clock."""
    found = json.loads(_state(home))
    return {key: found[key] for key in ("lake", "archive", "left", "half")}


@pytest.fixture
def after_second(undisturbed, tmp_path):
    """Copies of a home with a release and a finished build that says something else."""

    def copy(name: str) -> tuple[Home, Path]:
        home = Home(tmp_path / name)
        ignored = shutil.ignore_patterns("dagster", "archive", "inbox", "outbox", "logs")
        shutil.copytree(undisturbed.path, home.path, symlinks=True, ignore=ignored)
        build = home.path / "warehouse" / "builds" / home.manifest()["build_id"]
        _change_a_figure(build)
        return home, build

    return copy


def _change_a_figure(build: Path) -> None:
    with duckdb.connect(str(build / "warehouse.duckdb")) as connection:
        connection.execute(
            "UPDATE marts.fct_kpi_values SET value = value + 1 WHERE kpi_id = 'CI-01'"
        )


def test_killed_at_operations_of_checks_and_publishing(after_second, tmp_path):
    home, build = after_second("whole")
    before, counted = home.manifest(), tmp_path / "operations"
    assert home.steps("publish", str(build), QHLD_OPERATIONS=str(counted)) == 0
    expected = home.manifest()["content_hash"]
    assert expected != before["content_hash"]
    for kill_at in spread(int(counted.read_text()) - 1, PUBLISH_POINTS):
        home, build = after_second(f"killed-{kill_at}")
        code = home.steps("publish", str(build), kill_at=kill_at)
        assert code in (-signal.SIGKILL, 0), kill_at
        assert home.manifest()["content_hash"] in (before["content_hash"], expected), kill_at
        assert home.steps("publish", str(build)) == 0, kill_at
        assert home.manifest()["content_hash"] == expected, kill_at
        assert len(home.releases()) == 2, kill_at
        shutil.rmtree(home.path)

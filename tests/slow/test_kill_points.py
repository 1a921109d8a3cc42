"""Intake, submitting, checks and publishing, killed or out of room at over a hundred moments.

Each is judged by what the next run makes of it. What is between, dbt, is in `test_dbt_killed`;
every single step of the intake with a made-up reader is in `tests/unit/test_submit_kill.py`.
"""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from tests.pipeline.conftest import QUARTERS, Home, first_receipt
from tests.slow import forking
from tests.slow.stopped_dbt import releases, spread

pytestmark = [pytest.mark.slow, pytest.mark.pipeline]

INTAKE_KILLS, INTAKE_FULL = 20, 12
SUBMIT_KILLS = 12
PUBLISH_KILLS, PUBLISH_FULL = 25, 15
MOVING = ("current", "history.json")
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
def changed(place):
    """Makes the home one with a release and a finished build that says something else."""

    def make() -> str:
        home = place.put_back("first")
        build = home / "warehouse" / "builds" / place.home.manifest()["build_id"]
        with duckdb.connect(str(build / "warehouse.duckdb")) as connection:
            connection.execute(
                "update marts.fct_kpi_values set value = value + 1 where kpi_id = 'CI-01'"
            )
        return str(build)

    return make


def test_checks_and_publishing(place, changed):
    build, home = changed(), place.home.path
    before, in_force = place.home.manifest()["content_hash"], _finished(home)
    whole = forking.run(home, "publish", build)
    assert whole.error is None, whole.error
    expected = place.home.manifest()["content_hash"]
    assert expected != before
    tries = [{"kill_at": at} for at in spread(whole.operations - 1, PUBLISH_KILLS)]
    tries += [{"full_at": at} for at in spread(whole.writes, PUBLISH_FULL)]
    for how in tries:
        build = changed()
        first = forking.run(home, "publish", build, **how)
        assert first.killed or "full_at" in how, how
        assert place.home.manifest()["content_hash"] in (before, expected), how
        place.do("publish", build)
        assert place.home.manifest()["content_hash"] == expected, how
        assert len(place.home.releases()) == 2, how
        assert in_force.items() <= _finished(home).items(), how
        unfinished = [path.name for path in (home / "releases").iterdir() if path.name[0] == "."]
        assert unfinished == [], how


def _finished(home: Path) -> dict[str, str]:
    """Files of releases, which nobody may touch, by their content."""
    return {name: said for name, said in releases(home).items() if name not in MOVING}

"""SIGKILL at over a hundred moments of a refresh; the next one completes.

Most moments lie in steps that run here without Dagster and dbt's start-up, each judged by what the
next run of these steps makes of it: 40 over intake and the begin of a build, 30 over checks and
publishing of a real build; 29 lie over a submit. The rest are whole runs, killed and made good by
whole runs. Larger counts are a matter of the constants below.
"""

import shutil
import signal
from pathlib import Path

import duckdb
import pytest

from ingest.sample import write_sample
from tests.pipeline.conftest import QUARTERS, SEED, Home, first_receipt

pytestmark = [pytest.mark.slow, pytest.mark.pipeline, pytest.mark.xdist_group("refresh")]

INTAKE_POINTS, PUBLISH_POINTS = 40, 30
REFRESH_SHARES = (0.5,)
LAST_OPERATIONS = (9,)
SUBMIT_OPERATIONS = range(1, 30)
TWO_COMMUNES = ["02647", "02671"]
STATE = """
import json, sys
from tests.unit.kill_intake import state
found = state()
# the marked workbooks hold the time at which they were made
print(json.dumps({k: v for k, v in found.items() if k != "outbox"}, default=str, sort_keys=True))
"""


def _spread(total: int, points: int) -> list[int]:
    """So many operations from 1 to the last, evenly; each once."""
    return sorted({1 + round(n * (total - 1) / (points - 1)) for n in range(points)})


def _make_good(home: Home, undisturbed: Home) -> None:
    code, text = home.qhld("refresh")
    assert code == 0, text
    assert home.manifest()["content_hash"] == undisturbed.manifest()["content_hash"]
    assert home.manifest()["loads"] == undisturbed.manifest()["loads"]
    unfinished = [
        path
        for folder in ("releases", "lake/building", "archive")
        for path in (home.path / folder).iterdir()
        if path.name.startswith(".") or folder == "lake/building"
    ]
    assert unfinished == []


def _state(home: Home) -> str:
    process = home.start("-c", STATE)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out


def test_killed_at_operations_before_dbt(tmp_path, tmp_path_factory):
    sample = tmp_path_factory.mktemp("small-sample")
    write_sample(sample, QUARTERS[:1], SEED, TWO_COMMUNES)

    def fresh(name: str) -> Home:
        home = Home(tmp_path / name)
        home.fill_inbox(sample, QUARTERS[0])
        return home

    whole, counted = fresh("whole"), tmp_path / "operations"
    assert whole.steps("intake", QHLD_OPERATIONS=str(counted)) == 0
    expected, total = _state(whole), int(counted.read_text())
    differ = []
    for kill_at in _spread(total - 1, INTAKE_POINTS):
        home = fresh(f"killed-{kill_at}")
        code = home.steps("intake", kill_at=kill_at)
        assert code in (-signal.SIGKILL, 0), kill_at  # counts differ by a few from run to run
        assert home.steps("intake") == 0, kill_at
        if _state(home) != expected:
            differ.append(kill_at)
        shutil.rmtree(home.path)
    assert differ == []


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
    for kill_at in _spread(int(counted.read_text()) - 1, PUBLISH_POINTS):
        home, build = after_second(f"killed-{kill_at}")
        code = home.steps("publish", str(build), kill_at=kill_at)
        assert code in (-signal.SIGKILL, 0), kill_at
        assert home.manifest()["content_hash"] in (before["content_hash"], expected), kill_at
        assert home.steps("publish", str(build)) == 0, kill_at
        assert home.manifest()["content_hash"] == expected, kill_at
        assert len(home.releases()) == 2, kill_at
        shutil.rmtree(home.path)


@pytest.mark.parametrize("share", REFRESH_SHARES)
def test_refresh_killed_at_a_file_operation(share, undisturbed, sample, new_home):
    home = new_home("killed")
    home.fill_inbox(sample, *QUARTERS)
    total = int(undisturbed.path.with_suffix(".operations").read_text())
    code, text = home.qhld("refresh", kill_at=max(1, int(total * share)))
    assert code == -signal.SIGKILL, text
    _make_good(home, undisturbed)


@pytest.mark.parametrize("from_the_end", LAST_OPERATIONS)
def test_refresh_killed_while_publishing(from_the_end, undisturbed, sample, new_home):
    home = new_home("killed")
    home.fill_inbox(sample, *QUARTERS)
    total = int(undisturbed.path.with_suffix(".operations").read_text())
    code, text = home.qhld("refresh", kill_at=total - from_the_end)
    assert code in (-signal.SIGKILL, 0), text  # counts differ by a few from run to run
    _make_good(home, undisturbed)


def test_second_refresh_killed_anywhere_keeps_the_first_release(
    undisturbed, sample, new_home, tmp_path
):
    first = new_home("first")
    first.fill_inbox(sample, QUARTERS[0])
    code, text = first.qhld("refresh")
    assert code == 0, text
    before = first.manifest()
    after_second = Home(tmp_path / "second-undisturbed")
    shutil.copytree(first.path, after_second.path, symlinks=True)
    after_second.fill_inbox(sample, QUARTERS[1])
    counted = tmp_path / "second.operations"
    code, text = after_second.qhld("refresh", kill_at=0, QHLD_OPERATIONS=str(counted))
    assert code == 0, text
    total = int(counted.read_text())
    for share in (0.3, 0.9):
        home = Home(tmp_path / f"killed-{share}")
        shutil.copytree(first.path, home.path, symlinks=True)
        home.fill_inbox(sample, QUARTERS[1])
        code, text = home.qhld("refresh", kill_at=int(total * share))
        assert code == -signal.SIGKILL, text
        assert home.manifest() == before
        _make_good(home, undisturbed)


def test_submit_killed_at_many_file_operations(undisturbed, sample, new_home):
    """One home, one file after the other: each file is killed at another operation."""
    home = new_home("submit")
    receipt = first_receipt(sample, QUARTERS[0])
    submit = ["submit", str(sample / QUARTERS[0] / receipt["file"])]
    submit += ["--agency", receipt["agency_code"], "--period", receipt["period"]]
    submit += ["--received-at", receipt["received_at"]]
    killed = 0
    for kill_at in SUBMIT_OPERATIONS:
        code, text = home.qhld(*submit, kill_at=kill_at)
        assert code in (-signal.SIGKILL, 0, 1), text  # 1: the file's own faults
        killed += code == -signal.SIGKILL
    assert killed >= 10
    home.fill_inbox(sample, *QUARTERS)
    _make_good(home, undisturbed)

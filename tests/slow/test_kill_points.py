"""SIGKILL at many moments of submit and refresh, each followed by a whole refresh of its own.

The moments are spread over all file operations of an undisturbed run, with every one of the last
operations (checks and publishing), and over the time in which dbt writes.
"""

import shutil
import signal
import time

import pytest

from tests.pipeline.conftest import QUARTERS, Home, first_receipt

pytestmark = [pytest.mark.slow, pytest.mark.pipeline, pytest.mark.xdist_group("refresh")]

REFRESH_SHARES = (0.001, 0.02, 0.1, 0.2, 0.3, 0.5, 0.6, 0.7, 0.85, 0.93)
LAST_OPERATIONS = (1, 2, 4, 6, 9, 13, 18, 25)
SECONDS_INTO_DBT = (0.0, 2.0, 5.0)
SUBMIT_OPERATIONS = range(1, 30)


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


@pytest.mark.parametrize("seconds", SECONDS_INTO_DBT)
def test_refresh_killed_while_dbt_writes(seconds, undisturbed, sample, new_home):
    home = new_home("killed")
    home.fill_inbox(sample, *QUARTERS)
    process = home.start("-m", "tests.run_qhld", "refresh")
    builds = home.path / "warehouse" / "builds"
    deadline = time.monotonic() + 300
    while not list(builds.glob("*/warehouse.duckdb")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(seconds)
    process.kill()
    process.communicate()
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

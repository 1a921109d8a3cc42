"""A home that was killed in the middle of submit and refresh again and again, then let be.

All moments are in one home so that dbt runs to its end only once, and those before dbt go without
Dagster (a run of Dagster is what takes time).
"""

import signal
import time
from pathlib import Path

from tests.pipeline.conftest import QUARTERS, Home, first_receipt


def kill_again_and_again(home: Home, sample: Path) -> None:
    """Send the sample, kill what works on it at several moments, then refresh undisturbed.

    Args:
        home: an empty home.
        sample: the made-up workbooks.

    Raises:
        AssertionError: a kill did not end the process, left one behind, or the last refresh fails.
    """
    receipt = first_receipt(sample, QUARTERS[0])
    submit = ["submit", str(sample / QUARTERS[0] / receipt["file"])]
    submit += ["--agency", receipt["agency_code"], "--period", receipt["period"]]
    submit += ["--received-at", receipt["received_at"]]
    killed = 0
    while home.qhld(*submit, kill_at=3 + 4 * killed)[0] == -signal.SIGKILL:
        killed += 1
    assert killed >= 3, "a file goes through several steps, each a moment to be killed at"

    home.fill_inbox(sample, *QUARTERS)
    for kill_at in (5, 60, 200):  # each goes on where the one before was killed
        assert home.steps("intake", kill_at=kill_at) == -signal.SIGKILL, kill_at
    kill_while_dbt_writes(home)
    code, text = home.qhld("status")
    assert (code, "bị ngắt ở bước “Dựng kho số liệu (dbt)”" in text) == (1, True), text

    code, text = home.qhld("refresh")
    assert code == 0, text


def kill_while_dbt_writes(home: Home) -> None:
    """Start a refresh and kill it once dbt has begun to write the warehouse."""
    builds = home.path / "warehouse" / "builds"
    known = set(builds.glob("*")) if builds.exists() else set()
    process = home.start("-m", "tests.run_qhld", "refresh")
    deadline = time.monotonic() + 300
    while not any((build / "warehouse.duckdb").exists() for build in set(builds.glob("*")) - known):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(1.0)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    time.sleep(0.5)
    assert _processes_of(home) == [], "dbt and the readers die with the refresh"


def _processes_of(home: Home) -> list[str]:
    """Command lines of living processes that work on a home."""
    mark = f"QHLD_HOME={home.path}\0".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue  # gone meanwhile, or another user's
    return [command for command in found if command]

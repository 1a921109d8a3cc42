"""SIGKILL at any step of taking the inbox in leaves a state from which the next run is the same.

A few moments are in `make test` (tests/pipeline/killed_home.py).
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param(1, id="every", marks=pytest.mark.slow),
    ],
)
def killed(request, tmp_path_factory):
    """What the harness says after a kill before each of its steps, or each of a few."""
    work = str(tmp_path_factory.mktemp("kill"))
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.kill_intake", work, str(request.param)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def test_the_undisturbed_run_does_all_kinds_of_things(killed):
    state = killed["state"]
    outcomes = [row[6] for row in state["ledger"]["submissions"]]
    assert outcomes.count("accepted") == 5
    assert outcomes.count("rejected") == 3
    assert outcomes.count("refused") == 2
    assert len(state["ledger"]["loads"]) == 6
    assert len(state["archive"]) == 7  # all but the secret ones
    assert len(state["outbox"]) == 2 * 7  # a text and a workbook each
    assert not any("mật" in name for name in state["outbox"])
    assert state["left"] == ["receipts.csv"]
    assert state["half"] == []


def test_every_step_was_a_kill_point(killed):
    assert killed["steps"] > 60
    assert killed["runs"] > killed["steps"] / killed["stride"]


def test_no_kill_makes_a_difference(killed):
    assert [entry["kills"] for entry in killed["differ"]] == [], killed["differ"][:1]

"""`qhld refresh` itself, with Dagster, killed while it publishes and in a second quarter.

A refresh with Dagster takes a minute, so these are few; the many moments are in the other files.
"""

import shutil
import signal

import pytest

from tests.pipeline.conftest import QUARTERS, Home

pytestmark = [pytest.mark.slow, pytest.mark.pipeline]

LAST_OPERATIONS = (9,)


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

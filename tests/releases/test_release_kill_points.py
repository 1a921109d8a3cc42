"""SIGKILL at every single file operation of publishing and of rolling back."""

import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project import release, release_history
from tests.killing import FileOperations
from tests.releases.first_release import RULES


def in_child(
    home: Path, work: Callable[[], None], kill_at: int = 0, below: Path | None = None
) -> int | None:
    """Run work in a forked process; the number of its file operations, None if it was killed."""
    report = home.with_suffix(".count")
    pid = os.fork()
    if pid == 0:
        os.environ["QHLD_HOME"] = str(home)
        try:
            operations = FileOperations(kill_at, below)
            work()
            report.write_text(str(operations.count))
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return None
    assert os.WEXITSTATUS(status) == 0, "the work itself failed; see its traceback above"
    return int(report.read_text())


def _refresh():
    release.recover()
    build = Path(os.environ["QHLD_HOME"]) / "warehouse" / "builds" / "b2"
    release.publish(build, RULES)


def _whole(home: Path) -> str:
    """Content of the current release, after making sure that nothing unfinished lies about."""
    names = {path.name for path in (home / "releases").iterdir()}
    known = {manifest["release_id"] for manifest in release.list_releases()}
    assert names == known | {"current", "history.json"}
    assert {move["release_id"] for move in release_history.history()} == known
    return release.current_manifest()["content_hash"]


@pytest.mark.parametrize(
    "step", [23, pytest.param(1, marks=pytest.mark.slow)], ids=["every-23rd", "every"]
)
def test_publishing_killed_anywhere_is_made_good_by_the_next_refresh(homes, step):
    undisturbed = homes("undisturbed")
    total = in_child(undisturbed, _refresh)
    expected = _whole(undisturbed)
    assert total >= 15
    for kill_at in range(1, total + 1, step):
        home = homes(f"killed-at-{kill_at}")
        before = release.current_manifest()["content_hash"]
        assert in_child(home, _refresh, kill_at) is None
        assert release.current_manifest()["content_hash"] in (before, expected), kill_at
        assert in_child(home, _refresh) is not None
        assert _whole(home) == expected, kill_at
        assert len(release.list_releases()) == 2, kill_at


@pytest.mark.parametrize(
    "step", [7, pytest.param(1, marks=pytest.mark.slow)], ids=["every-7th", "every"]
)
def test_rollback_killed_anywhere_holds_or_did_not_take_place(homes, step):
    start = homes("start")
    in_child(start, _refresh)
    first, second = [manifest["release_id"] for manifest in release.list_releases()]

    def rollback():
        release.recover()
        release.rollback(first)

    def fresh(name: str) -> Path:
        target = start.parent / name
        shutil.copytree(start, target, symlinks=True)
        os.environ["QHLD_HOME"] = str(target)  # put back by the fixture's monkeypatch
        return target

    total = in_child(fresh("count"), rollback)
    assert total >= 7
    for kill_at in range(1, total + 1, step):
        home = fresh(f"rollback-{kill_at}")
        assert in_child(home, rollback, kill_at) is None
        in_child(home, release.recover)
        hold = release_history.current_hold()
        assert (release.current_id(), hold is not None) in ((first, True), (second, False)), kill_at

"""SIGKILL in the middle of collecting, backing up and restoring; the caller chooses how often."""

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from dagster_project import backup, release, retention
from dagster_project.release_journal import entries
from dagster_project.restore import restore
from ingest.archives.access import acting
from ingest.home import home
from ingest.ledgers import ledger
from tests.releases.first_release import RULES
from tests.releases.test_release_kill_points import in_child
from tests.unit.build_fixture import Cell, let_time_pass, write_build


def make_origin(folder: Path, monkeypatch) -> Path:
    """A home with four releases of which the two oldest are over."""
    monkeypatch.setenv("QHLD_HOME", str(folder))
    let_time_pass(monkeypatch)
    folder.mkdir()
    (folder / "retention.yml").write_text("state: {releases_newest: 2, releases_days: 0}", "utf-8")
    for n in range(1, 5):
        release.publish(write_build(f"b{n}", [Cell("02905", "2026Q2", n, f"load-{n}")]), RULES)
    shutil.rmtree(folder / "warehouse" / "builds")
    return folder


def copy_of(origin: Path, name: str) -> Path:
    """A copy of a home, made the home of this process."""
    target = origin.parent / name
    shutil.copytree(origin, target, symlinks=True)
    os.environ["QHLD_HOME"] = str(target)  # put back by the caller's monkeypatch
    return target


def _collect() -> None:
    release.recover()
    found = retention.find_garbage(ledger.now() + timedelta(days=1))
    retention.collect(found, acting())


def _back_up() -> None:
    backup.back_up(Path(f"{home()}-backup"))


def kill_while_collecting(origin: Path, most: int) -> None:
    """The release in force stands, whatever goes; the next run ends in the same state."""
    total = in_child(copy_of(origin, "collected"), _collect)
    expected = _releases()
    assert len(expected) == 2
    for kill_at in _points(total, most):
        place = copy_of(origin, f"collecting-{kill_at}")
        assert in_child(place, _collect, kill_at) is None
        assert release.current_manifest()["release_id"] == expected[-1], kill_at
        assert in_child(place, _collect) is not None
        assert _releases() == expected, kill_at
        assert len(entries()) == 4
        names = {path.name for path in (place / "releases").iterdir()}
        assert names == {*expected, "current", "history.json"}, kill_at


def kill_while_backing_up(origin: Path, most: int) -> None:
    """A backup is there whole or not at all, and the state is as it was."""
    total = in_child(_alone(origin, "backed-up"), _back_up, below=home().parent)
    expected = _releases()
    for kill_at in _points(total, most):
        place = _alone(origin, f"backing-up-{kill_at}")
        target = Path(f"{place}-backup")
        assert in_child(place, _back_up, kill_at, below=place.parent) is None
        assert _releases() == expected
        if not target.exists():
            assert in_child(place, _back_up) is not None
        assert [path.name for path in place.parent.glob(".*")] == [], kill_at
        restore(target, Path(f"{place}-root"), None)


def _alone(origin: Path, name: str) -> Path:
    """A copy of a home in a folder of its own, in which the backup is made beside it."""
    return copy_of(origin, f"{_empty(origin, name).name}/home")


def kill_while_restoring(origin: Path, most: int) -> None:
    """The new root is there whole or not at all."""
    copy_of(origin, "source")
    _back_up()
    source = Path(f"{home()}-backup")
    total = in_child(_empty(origin, "restored"), _restoring(source))
    for kill_at in _points(total, most):
        place = _empty(origin, f"restoring-{kill_at}")
        root = place / "root"
        assert in_child(place, _restoring(source), kill_at) is None
        if not root.exists():
            assert in_child(place, _restoring(source)) is not None
        os.environ["QHLD_HOME"] = str(root)
        assert len(_releases()) == 4, kill_at
        assert [path.name for path in place.iterdir()] == ["root"], kill_at


def _empty(origin: Path, name: str) -> Path:
    place = origin.with_name(name)
    place.mkdir()
    return place


def _restoring(source: Path) -> Callable[[], None]:
    # a root below QHLD_HOME: only what happens there is counted
    return lambda: restore(source, home() / "root", None) and None


def _releases() -> list[str]:
    return [manifest["release_id"] for manifest in release.list_releases()]


def _points(total: int, most: int) -> range:
    assert total >= 10, "what is done has moments at which it can be killed"
    return range(1, total + 1, max(1, -(-total // most)))

"""The disk fills up at every write of publishing, and under DuckDB's hands: nothing is lost.

The current release stays as it is, and once there is room the next refresh completes.
"""

import os
import resource
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project import refresh, release
from tests.killing import DiskFull


def refresh_it() -> None:
    """Recover and publish, as a refresh does after dbt."""
    refresh.recover()
    refresh.publish(Path(os.environ["QHLD_HOME"]) / "warehouse" / "builds" / "b2")


def in_child(home: Path, starve: Callable[[], object] = lambda: None) -> tuple[str, int]:
    """Refresh in a forked process.

    Returns:
        "done" or the kind of the error, and how many operations were writes.
    """
    report = home.with_suffix(".report")
    pid = os.fork()
    if pid == 0:
        try:
            starved = starve()
            try:
                refresh_it()
                said = "done"
            except Exception as error:
                said = type(error).__name__
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
            report.write_text(f"{said} {getattr(starved, 'count', 0)}")
        except BaseException:
            traceback.print_exc(file=sys.__stderr__)
            os._exit(1)
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0, "see the traceback above"
    said, count = report.read_text().split()
    return said, int(count)


@pytest.mark.parametrize(
    "step", [13, pytest.param(1, marks=pytest.mark.slow)], ids=["every-13th", "every"]
)
def test_no_room_at_any_write_of_publishing(homes, step):
    undisturbed = homes("undisturbed")
    before = release.current_manifest()["content_hash"]
    said, writes = in_child(undisturbed, lambda: DiskFull(0))
    assert said == "done"
    assert writes >= 8
    expected = release.current_manifest()["content_hash"]
    assert expected != before
    for full_at in range(1, writes + 1, step):
        home = homes(f"full-at-{full_at}")
        said, _ = in_child(home, lambda full_at=full_at: DiskFull(full_at))
        assert said != "done", full_at
        assert release.current_manifest()["content_hash"] in (before, expected), full_at
        assert in_child(home)[0] == "done", full_at
        assert release.current_manifest()["content_hash"] == expected, full_at
        unfinished = [p.name for p in (home / "releases").iterdir() if p.name.startswith(".")]
        assert unfinished == [], full_at


@pytest.mark.parametrize(
    "largest_file",
    [4096, *(pytest.param(size, marks=pytest.mark.slow) for size in (0, 100, 100_000))],
)
def test_no_room_for_what_duckdb_writes(homes, largest_file):
    home = homes("small-files-only")
    before = release.current_manifest()

    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, resource.RLIM_INFINITY))

    said, _ = in_child(home, small_files_only)
    assert said != "done", "a release is larger than that"
    assert release.current_manifest() == before
    assert in_child(home)[0] == "done"
    assert release.current_manifest()["previous"] == before["release_id"]

"""The browser of all tests, and with `-n 2 --dist loadgroup` which files go to one worker.

Files that share something expensive are a group, so that it is made once: like xdist's own groups,
which are told apart by the names of tests and which pytest 9.2 no longer lets a plugin change. What
takes longest begins first.
"""

import os

import pytest

from tests.chromium import browser

__all__ = ["browser"]  # pytest finds it here
# A refresh makes the drafts of the briefing; tests that refresh do not wait for them (those about
# drafts say so).
os.environ.setdefault("QHLD_DRAFTS", "0")
_REFRESH, _LAKE, _PLACE = "refreshed home", "built lake", "home put back"
# file -> what its tests share; the others of tests/pipeline share the built lake, and any other
# file is a group by itself
_SHARED = {
    "tests/slow/test_dbt_killed.py": _PLACE,
    "tests/slow/test_kill_points.py": _PLACE,
    "tests/slow/test_signed_quarters.py": _PLACE,
    "tests/slow/test_whole_refresh_killed.py": _REFRESH,
    "tests/pipeline/test_backup_restore.py": _REFRESH,
    "tests/pipeline/test_dagster_definitions.py": _REFRESH,
    "tests/pipeline/test_independent_truth.py": _REFRESH,
    "tests/pipeline/test_public_view.py": _REFRESH,
    "tests/pipeline/test_refresh.py": _REFRESH,
    "tests/pipeline/test_refresh_killed.py": _REFRESH,
}
_BEGIN_WITH = (_PLACE, _REFRESH, _LAKE)


def _group(nodeid: str) -> str:
    file = nodeid.partition("::")[0]
    return _SHARED.get(file, _LAKE if file.startswith("tests/pipeline/") else file)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the groups that take longest first; within a group nothing moves."""
    place = {group: number for number, group in enumerate(_BEGIN_WITH)}
    items.sort(key=lambda item: place.get(_group(item.nodeid), len(place)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """Hand out the tests by group."""
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class ByGroup(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _group(nodeid)

    config.option.loadscopereorder = False
    return ByGroup(config, log)

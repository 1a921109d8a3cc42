"""SIGKILL in the middle of submit and refresh; the next refresh must make it good.

The home that `test_refresh` and others read has been killed at a handful of moments (`refreshed`):
what the independent truth says of it holds of a home that was killed. Every file operation of
publishing is in `tests/releases/test_release_kill_points.py`, every write on a full disk in
`tests/releases/test_disk_full.py`, many more moments of the whole path are in `tests/slow`.
"""

import pytest

pytestmark = pytest.mark.pipeline


def test_what_was_killed_leaves_one_release_and_nothing_half_done(refreshed):
    release_id = refreshed.manifest()["release_id"]
    assert refreshed.releases() == [release_id]
    names = {path.name for path in (refreshed.path / "releases").iterdir()}
    assert names == {release_id, "current", "history.json"}


@pytest.mark.slow
def test_killed_again_and_again_the_next_refresh_gives_the_same_release(refreshed, undisturbed):
    assert refreshed.manifest()["content_hash"] == undisturbed.manifest()["content_hash"]
    assert refreshed.manifest()["loads"] == undisturbed.manifest()["loads"]

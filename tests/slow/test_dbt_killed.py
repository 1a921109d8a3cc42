"""dbt killed at sixty moments, again and again, and where files may not grow: the release stands.

At each of the sixty the next run begins as if nothing had been (see `stopped_dbt`); some of them
are brought to the end, and so is what kills and refused writes have left, one on the other.
"""

import subprocess

import pytest

from tests.slow import forking
from tests.slow.conftest import BROUGHT_TO_AN_END, STOPS
from tests.slow.stopped_dbt import releases

pytestmark = [pytest.mark.slow, pytest.mark.pipeline]

KILLS_IN_A_ROW = (0.02, 0.15)
LARGEST_FILES = (0, 300_000, 12_000_000)
SMALL_DISK = "size=8m"  # a warehouse needs more


def test_at_any_moment_the_next_run_gives_dbt_the_same(second):
    assert len(second.stops.differing) == STOPS
    wrong = {n: found for n, found in enumerate(second.stops.differing, 1) if found}
    assert wrong == {}


def test_the_next_run_makes_the_same_release(second, place):
    assert len(second.stops.kept) == len(BROUGHT_TO_AN_END)
    for image in second.stops.kept:
        place.put(image)
        place.do("whole")
        assert place.home.manifest()["content_hash"] == second.content, image
        assert len(place.home.releases()) == 2


def test_kills_and_full_disks_in_a_row(place):
    home = place.put_back("waiting")
    before = releases(home)
    for share in KILLS_IN_A_ROW:
        ended = forking.run(home, "whole", kill_at_event=int(place.events * share))
        assert ended.killed, share
        assert releases(home) == before, share
    for size in LARGEST_FILES:
        ended = forking.run(home, "whole", largest_file=size)
        assert ended.error, size
        assert releases(home) == before, size
    first = place.home.manifest()["release_id"]
    place.do("whole")
    assert place.home.manifest()["previous"] == first
    assert len(place.home.releases()) == 2


def test_dbt_on_a_disk_that_is_full(place):
    home = place.put_back("waiting")
    before, disk = releases(home), str(home / "warehouse" / "builds")
    mount = ["mount", "-t", "tmpfs", "-o", SMALL_DISK, "small", disk]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("not allowed to mount a small disk; files that may not grow were tried above")
    try:
        ended = forking.run(home, "whole")
    finally:
        subprocess.run(["umount", disk], check=True)
    assert ended.error
    assert releases(home) == before

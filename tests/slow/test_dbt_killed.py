"""dbt killed at sixty moments: the release stands, the next run begins as if nothing had been.

See `stopped_dbt`; some of the sixty are brought to the end.
"""

import pytest

from tests.slow.conftest import BROUGHT_TO_AN_END, STOPS

pytestmark = [pytest.mark.slow, pytest.mark.pipeline, pytest.mark.xdist_group("refresh")]


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

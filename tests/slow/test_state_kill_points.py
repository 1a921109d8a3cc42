"""Kills while collecting (at every operation), backing up and restoring (at some eighty each)."""

import pytest

from tests.releases import kill_state

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("what", "most"), [("collecting", 10_000), ("backing_up", 80), ("restoring", 80)]
)
def test_killed_at_many_operations_it_is_whole_or_not_there(tmp_path, monkeypatch, what, most):
    origin = kill_state.make_origin(tmp_path / "origin", monkeypatch)
    getattr(kill_state, f"kill_while_{what}")(origin, most=most)

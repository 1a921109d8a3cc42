"""Every kill while collecting, backing up and restoring."""

import pytest

from tests.releases import kill_state

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("what", ["collecting", "backing_up", "restoring"])
def test_killed_at_each_operation_it_is_whole_or_not_there(tmp_path, monkeypatch, what):
    origin = kill_state.make_origin(tmp_path / "origin", monkeypatch)
    getattr(kill_state, f"kill_while_{what}")(origin, most=10_000)

"""A few kills while collecting, backing up and restoring; all of them are in tests/slow."""

import pytest

from tests.releases import kill_state


@pytest.mark.parametrize("what", ["collecting", pytest.param("restoring", marks=pytest.mark.slow)])
def test_killed_anywhere_it_is_whole_or_not_there(tmp_path, monkeypatch, what):
    origin = kill_state.make_origin(tmp_path / "origin", monkeypatch)
    getattr(kill_state, f"kill_while_{what}")(origin, most=2)

"""Every test has a QHLD_HOME of its own; for kills and full disks copies of one."""

import shutil
from pathlib import Path

import pytest

from tests.own_home import _own_home, hand_in  # noqa: F401  (pytest finds them here)
from tests.releases.first_release import TWO_CELLS, publish
from tests.unit.build_fixture import with_value, write_build


@pytest.fixture
def homes(tmp_path, monkeypatch):
    """A home with one release and a second build, and a way to get copies of it."""
    origin = tmp_path / "origin"
    origin.mkdir()
    monkeypatch.setenv("QHLD_HOME", str(origin))
    publish("b1", TWO_CELLS)
    write_build("b2", with_value(TWO_CELLS, 1, 9, "load-c"))

    def copy(name: str) -> Path:
        target = tmp_path / name
        shutil.copytree(origin, target, symlinks=True)
        monkeypatch.setenv("QHLD_HOME", str(target))
        return target

    return copy

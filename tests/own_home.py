"""A QHLD_HOME of its own for every test, and files that are handed in to it."""

import os

import pytest

from tests.submit_file import submit_file
from tests.unit.made_checks import make_check


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path / "home"))


@pytest.fixture
def hand_in(tmp_path):
    """Hand in a file with these tables; every call is another file unless `content` is given."""

    def _hand_in(*tables, content=None, name="tệp.xlsx", check=None, **stated):
        path = tmp_path / name
        path.write_bytes(content if content is not None else os.urandom(16))
        return submit_file(path, check_result=make_check(path, *tables, **(check or {})), **stated)

    return _hand_in

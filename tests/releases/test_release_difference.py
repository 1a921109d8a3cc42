"""What a refresh says has changed is what `qhld release diff` would say."""

from dataclasses import replace

from dagster_project import release
from tests.unit.build_fixture import Cell, let_time_pass, with_value, write_build

CELLS = [
    Cell("02905", "2026Q2", 0.1 + 0.2, "load-a"),
    Cell("02647", "2026Q3", 0.1 + 0.2, "load-b"),
]


def _changed(name, cells) -> int:
    release.publish(write_build(name, cells), "rules")
    return release.current_manifest()["difference"]["changed"]


def test_last_digits_of_a_sum_are_no_difference(monkeypatch):
    let_time_pass(monkeypatch)
    _changed("b1", CELLS)
    resent = [replace(cell, value=0.3) for cell in with_value(CELLS, 1, 9, "load-c")]
    assert _changed("b2", resent) == 0
    assert _changed("b3", with_value(resent, 1, 9, "load-d")) == 2  # the commune and the province

"""Figures of any form, laid out at random as offices do, come back as they were drawn."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.check import check_file
from tests.forms.random_figures import Figures
from tests.forms.random_layouts import LayoutWriter
from tests.forms.write_books import write_book

# some in `make test`, many more in `make test-slow`
SEEDS = [
    pytest.param(seed, marks=() if seed < 90 else pytest.mark.slow, id=str(seed))
    for seed in range(1500)
]
Fact = tuple[str, str, tuple[tuple[str, str], ...]]


@pytest.mark.parametrize("seed", SEEDS)
def test_layout_reads_back(seed: int, tmp_path: Path) -> None:
    layout = LayoutWriter(seed).draw()
    result = check_file(write_book(layout.case, tmp_path), today=date(2027, 2, 1))
    got = sorted(
        _fact(table["form"], row["values"].get("period") or table["period"], row["values"])
        for table in result["tables"]
        for row in table["rows"]
    )
    want = sorted(fact for figures in layout.truth for fact in _facts(figures))
    said = [(f["code"], f["cell"]) for f in result["findings"] if f["severity"] != "note"]
    assert got == want, (layout.shape, said)
    for table in result["tables"]:
        counted = table["rows_accepted"] + table["rows_rejected"] + table["rows_not_data"]
        assert counted == table["rows_read"]


# what once ended with a table or a column missing, or with the quarter of the table beside it
SCATTERED = [*range(20), 26, 154, 180, 224, 239, 418, 678]
SCATTERED_SLOW = [n for n in range(400) if n not in SCATTERED]


@pytest.mark.parametrize(
    "seed", [*SCATTERED, *(pytest.param(n, marks=pytest.mark.slow) for n in SCATTERED_SLOW)]
)
def test_scattered_tables_are_read_or_asked(seed: int, tmp_path: Path) -> None:
    layout = LayoutWriter(seed).draw_scattered()
    result = check_file(write_book(layout.case, tmp_path), today=date(2027, 2, 1))
    got = sorted(
        _fact(table["form"], row["values"].get("period") or table["period"], row["values"])
        for table in result["tables"]
        for row in table["rows"]
    )
    want = sorted(fact for figures in layout.truth for fact in _facts(figures))
    # a place that is not certain is sent back, never read as something else
    assert got == want or result["outcome"] == "rejected"


def _facts(figures: Figures) -> list[Fact]:
    return [_fact(figures.form.id, figures.period, row) for row in figures.rows]


def _fact(form: str, period: str, values: dict[str, Any]) -> Fact:
    """What a row states; nothing stated and a mark left out are the same."""
    stated = {k: v for k, v in values.items() if k != "period" and v is not None and v is not False}
    return form, period, tuple(sorted((name, _plain(value)) for name, value in stated.items()))


def _plain(value: Any) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(float(value))
    return str(value)

"""Agency files in many shapes, each read back equal to the truth drawn beside it."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.check import check_file
from ingest.former_districts import former_districts
from ingest.reference import communes
from ingest.values.fold_text import fold
from tests.forms.read_cases import Case, TrueTable, read_cases
from tests.forms.write_books import write_book

CASES = read_cases()
TODAY = date(2027, 2, 1)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_file_is_read_as_its_truth(case: Case, tmp_path: Path) -> None:
    result = check_file(write_book(case, tmp_path), today=TODAY)
    said = {(f["code"], f["cell"] or "-") for f in result["findings"] if f["severity"] != "note"}
    got = [(t["form"], t["period"], t["nil_return"]) for t in result["tables"]]
    assert got == [(t.form, t.period, t.nil) for t in case.truth], said
    for table, truth in zip(result["tables"], case.truth, strict=True):
        _same_rows(table, truth, said)
        counted = table["rows_accepted"] + table["rows_rejected"] + table["rows_not_data"]
        assert counted == table["rows_read"]
        _cells_hold_the_values(case, table)
    assert said == case.finds
    if case.agency:
        assert result["agency"]["code"] == case.agency


def _same_rows(table: dict[str, Any], truth: TrueTable, said: object) -> None:
    names = list(truth.rows[0]) if truth.rows else []
    want = [[_code(name, value) for name, value in row.items()] for row in truth.rows]
    got = [[row["values"].get(name) for name in names] for row in table["rows"]]
    assert got == want, said
    for row in table["rows"]:
        others = {n: v for n, v in row["values"].items() if n not in names}
        assert not any(v not in (None, False) for v in others.values()), others


def _code(name: str, value: Any) -> Any:
    if name != "commune" or not isinstance(value, str):
        return value
    found = [
        code
        for code, commune in communes().items()
        if fold(value) in (fold(commune.short_name), fold(commune.name))
    ]
    found += [code for code, district in former_districts().items() if value == district.name]
    assert len(found) == 1, value
    return found[0]


def _cells_hold_the_values(case: Case, table: dict[str, Any]) -> None:
    """Each address leads to the cell which states the value (plain numbers only)."""
    sheet = next((s for s in case.sheets if s.name == table["sheet"]), case.sheets[0])
    for row in table["rows"]:
        for name, cell in row["cells"].items():
            letters, digits = cell.rstrip("0123456789"), cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            raw = sheet.grid[int(digits) - 1][column - 1]
            value = row["values"][name]
            if type(raw) is int and type(value) is int and not name.endswith("_vnd"):
                assert raw == value, (name, cell)

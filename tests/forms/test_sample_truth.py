"""A whole made-up quarter read by the pool: every accepted cell equals the truth kept beside it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from ingest.reader_pool import ReaderPool
from ingest.sample import write_sample

# one quarter in `make test`, the others in `make test-slow`
QUARTERS = [
    pytest.param(quarter, marks=() if quarter == "2026Q3" else pytest.mark.slow)
    for quarter in (
        *("2023Q3", "2023Q4", "2024Q2", "2025Q1", "2025Q2"),  # sent by districts
        *("2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"),
    )
]
Pair = tuple[dict[str, Any], dict[str, Any]]


@pytest.fixture(scope="module", params=QUARTERS)
def pairs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Pair]:
    """(check result, truth) of every workbook of the quarter."""
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, [request.param], 11)
    files = sorted(
        path
        for path in (folder / request.param).iterdir()
        if path.is_file() and path.name != "receipts.csv"
    )
    with ReaderPool(2) as pool:
        results = list(pool.check_all((path, None, None) for path in files))
    truths = [
        json.loads((path.parent / "truth" / f"{path.name}.json").read_text(encoding="utf-8"))
        for path in files
    ]
    # eighteen districts reported before the merger, then all communes
    assert len(files) > (90 if request.param >= "2025Q3" else 16)
    return list(zip(results, truths, strict=True))


def _tables(pairs: list[Pair]) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for result, truth in pairs:
        got = {(t["form"], t["sheet"]): t for t in result["tables"]}
        want = {(t["form"], t["sheet"]): t for t in truth["tables"]}
        assert got.keys() == want.keys(), result["file"]
        for key, table in want.items():
            yield result["file"], got[key], table


def test_every_table_is_found_with_its_period(pairs: list[Pair]) -> None:
    for file, got, want in _tables(pairs):
        assert (file, got["period"], got["nil_return"]) == (
            file,
            want.get("period"),
            want.get("nil_return", False),
        )


def test_every_accepted_cell_equals_the_truth(pairs: list[Pair]) -> None:
    compared = 0
    for file, got, want in _tables(pairs):
        read = {(r["row"], r["values"].get("period")): r for r in got["rows"]}
        true = {(r["row"], r["values"].get("period")): r for r in want["rows"]}
        assert read.keys() == true.keys(), file
        for key, row in true.items():
            assert read[key]["values"] == row["values"], (file, key)
            for column, cell in row["cells"].items():
                assert read[key]["cells"][column] == cell, (file, key, column)
            compared += len(row["values"])
    assert compared > 10_000


def test_every_fault_is_reported_at_its_cell_and_nothing_else(pairs: list[Pair]) -> None:
    faults = 0
    for result, truth in pairs:
        planted = {(f["sheet"], f["cell"], f["code"]) for f in truth["faults"]}
        said = {(f["sheet"], f["cell"], f["code"]) for f in result["findings"]}
        asked = {
            (f["sheet"], f["cell"], f["code"])
            for f in result["findings"]
            if f["severity"] != "note"
        }
        assert planted <= said, result["file"]
        assert asked <= planted, result["file"]
        faults += len(planted)
    # none is planted in the reports of districts
    of_districts = all(truth["agency_code"].startswith("H") for _, truth in pairs)
    assert faults == 0 if of_districts else faults > 3


def test_rows_add_up_and_senders_are_named(pairs: list[Pair]) -> None:
    for result, truth in pairs:
        assert result["agency"]["code"] == truth["agency_code"], result["file"]
        for table in result["tables"]:
            counted = table["rows_accepted"] + table["rows_rejected"] + table["rows_not_data"]
            assert counted == table["rows_read"], (result["file"], table["sheet"])

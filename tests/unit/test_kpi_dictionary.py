"""The dictionary of indicators is the generated one and leaves nothing out."""

import pytest

from dagster_project.kpi_dictionary import (
    JSON_FILE,
    PAGE_FILE,
    REFERENCE,
    SEEDS,
    dictionary_json,
    kpi_entries,
    table_rows,
)
from dagster_project.kpi_dictionary_page import dictionary_page
from ingest.contracts.contract import load_forms

RUN = "run: python -m dagster_project.kpi_dictionary"


@pytest.fixture(scope="module")
def entries() -> list[dict]:
    return kpi_entries()


def test_the_dictionary_is_the_generated_one(entries):
    assert PAGE_FILE.read_text(encoding="utf-8") == dictionary_page(entries), RUN
    assert JSON_FILE.read_text(encoding="utf-8") == dictionary_json(entries), RUN


def test_every_indicator_says_what_a_reader_must_know(entries):
    kpis = {row["kpi_id"]: row for row in table_rows(SEEDS / "kpis.csv")}
    assert [entry["kpi_id"] for entry in entries] == list(kpis)
    page = dictionary_page(entries)
    for entry in entries:
        for field in ("definition", "formula", "unit", "caveat", "disclosure", "additivity"):
            assert entry[field], (entry["kpi_id"], field)
            assert entry[field] in page
        assert entry["marts"], entry["kpi_id"]
        assert "kpi_value" in entry["queries"], entry["kpi_id"]
        # a number rests on columns of forms, or it is said what it rests on instead
        assert entry["without_columns"] or entry["numerator"]["columns"], entry["kpi_id"]
        assert bool(entry["denominator"]) == bool(kpis[entry["kpi_id"]]["denominator_text"])
        denominator = entry["denominator"]
        assert not denominator or entry["without_columns"] or denominator["columns"]


def test_stated_columns_exist_and_stand_once():
    rows = table_rows(REFERENCE / "kpi_source_columns.csv")
    places = [(r["kpi_id"], r["role"], r["form"], r["column_name"]) for r in rows]
    assert len(places) == len(set(places))
    for kpi_id, role, form, column in places:
        assert role in ("numerator", "denominator"), kpi_id
        assert column in load_forms()[form].columns, (kpi_id, form, column)


def test_the_columns_that_summaries_feed_are_all_stated():
    stated = {
        (r["kpi_id"], r["role"], r["form"], r["column_name"])
        for r in table_rows(REFERENCE / "kpi_source_columns.csv")
    }
    for row in table_rows(SEEDS / "kpi_columns.csv"):
        assert (row["kpi_id"], row["role"], row["form"], row["column_name"]) in stated, row


def test_rates_on_workers_name_both_sources_of_workers():
    kpis = {row["kpi_id"]: row for row in table_rows(SEEDS / "kpis.csv")}
    for row in table_rows(SEEDS / "worker_rates.csv"):
        missing = kpis[row["kpi_id"]]["missing_denominator_reason"]
        assert "BHXH" in missing, row["kpi_id"]
        assert "danh sách đơn vị" in missing, row["kpi_id"]

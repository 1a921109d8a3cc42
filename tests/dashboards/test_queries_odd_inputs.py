"""Queries answer odd inputs with no rows or empty fields, never with an error."""

import duckdb
import pytest

from tests.browser.release_fixture import write_release
from tests.dashboards.odd_inputs import QUERIES, assert_bears_odd_inputs
from tests.unit.mart_contracts import create_missing_marts

USUAL = {
    "kpi": "DS-03",
    "area": "province",
    "period": "2026Q3",
    "span": "quarter",
    "kind": "commune",
    "comparison": "previous_quarter",
    "event": "dispute_log:1",
    "load": "tai-02647",
    "base": "2026Q2",
}


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """The made-up release with the marts that it lacks, empty."""
    folder = write_release(tmp_path_factory.mktemp("home"))
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        create_missing_marts(connection)
        yield connection


@pytest.fixture(scope="module")
def empty():
    """All marts without a row, as in a province that begins today."""
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        create_missing_marts(connection)
        yield connection


@pytest.mark.parametrize("query", QUERIES)
def test_made_up_release_answers_odd_inputs(query, made_up) -> None:
    assert_bears_odd_inputs(made_up, query, USUAL)


@pytest.mark.parametrize("query", QUERIES)
def test_empty_release_answers_every_query(query, empty) -> None:
    rows = assert_bears_odd_inputs(empty, query, USUAL)
    # two questions have an answer without rows: a count of nothing, limits without values
    assert not rows or query in ("assessment_counts", "class_limits", "class_limits_by_span")

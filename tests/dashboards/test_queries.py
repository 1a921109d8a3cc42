"""Every query file keeps the rules that let Evidence and Python read the same text."""

import re

import duckdb
import pytest

from dashboards.release_reader import QUERY_DIR, current_release, load_query
from tests.browser.release_fixture import write_release
from tests.browser.release_texts import SCHEMA
from tests.unit.mart_contracts import create_missing_marts, mart_contracts

QUERIES = sorted(QUERY_DIR.glob("*.sql"))
INPUTS = {
    "kpi": "DS-03",
    "area": "province",
    "period": "2026Q3",
    "span": "quarter",
    "kind": "",
    "comparison": "previous_quarter",
    "event": "aaa:1",
    "load": "",
    "base": "2026Q2",
}
# the made-up release has quarters only, and no events (these two name their marts by a chain)
NO_ROWS = {"year_to_date", "area_events", "event_source"}
# they need an extension, or hang an Evidence page
FORBIDDEN = ("current_date", "today()", "localtimestamp", "at time zone", "collate", "to_json")


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A made-up release, the marts that it does not fill being empty."""
    home = tmp_path_factory.mktemp("home")
    folder = write_release(home)
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        create_missing_marts(connection)
    return current_release(home)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_runs_and_keeps_the_rules(path, release) -> None:
    text = path.read_text(encoding="utf-8")
    sql, names = load_query(path.stem)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", path.stem)
    assert text.startswith("-- "), "first line: the question, in words"
    assert not text.rstrip().endswith(";")
    assert ";" not in re.sub(r"--.*", "", sql)
    assert not text.rstrip().splitlines()[-1].lstrip().startswith("--")
    for word in FORBIDDEN:
        assert word not in text.lower()
    steps = set(re.findall(r"\b([a-z_]+) as \(\s*select\b", text))  # named in the query itself
    tables = re.findall(r"\b(?:from|join)\s+([a-z_.]+)", re.sub(r"--.*", "", text))
    for table in tables:
        assert table.startswith("marts.") or table in steps, f"{table}: qualify with the schema"
    rows = release.run(path.stem, **{name: INPUTS[name] for name in names})
    made_up = all(f"create table {table}(" in SCHEMA for table in tables if "." in table)
    assert rows or not made_up or path.stem in NO_ROWS


def test_made_up_release_has_the_columns_of_the_real_marts() -> None:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA)
        made = connection.execute(
            "select table_name, column_name, lower(data_type) from information_schema.columns "
            "where table_schema = 'marts'"
        ).fetchall()
    real = {
        (mart, column["name"], column["data_type"].lower())
        for mart, columns in mart_contracts().items()
        for column in columns
    }
    assert set(made) <= real
    tables = {table for table, _, _ in made}
    assert {entry for entry in real if entry[0] in tables} == set(made)

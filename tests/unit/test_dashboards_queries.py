"""Every query file keeps the rules that let Evidence and Python read the same text."""

import re

import duckdb
import pytest
import yaml

from dashboards.release_reader import DEFAULT_HOME, QUERY_DIR, bind_inputs, current_release
from tests.browser.release_fixture import write_release
from tests.browser.release_texts import SCHEMA

QUERIES = sorted(QUERY_DIR.glob("*.sql"))
INPUTS = {"kpi": "DS-03", "area": "province", "period": "2026Q3", "span": "quarter", "kind": ""}
# they need an extension, or hang an Evidence page
FORBIDDEN = ("current_date", "today()", "localtimestamp", "at time zone", "collate", "to_json")


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A made-up release."""
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    return current_release(home)


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_query_runs_and_keeps_the_rules(path, release) -> None:
    text = path.read_text(encoding="utf-8")
    sql, names = bind_inputs(text)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", path.stem)
    assert text.startswith("-- "), "first line: the question, in words"
    assert not text.rstrip().endswith(";")
    assert ";" not in re.sub(r"--.*", "", sql)
    assert not text.rstrip().splitlines()[-1].lstrip().startswith("--")
    for word in FORBIDDEN:
        assert word not in text.lower()
    steps = set(re.findall(r"\b([a-z_]+) as \(\s*select\b", text))  # named in the query itself
    for table in re.findall(r"\b(?:from|join)\s+([a-z_.]+)", re.sub(r"--.*", "", text)):
        assert table.startswith("marts.") or table in steps, f"{table}: qualify with the schema"
    assert release.run(path.stem, **{name: INPUTS[name] for name in names})


def test_made_up_release_has_the_columns_of_the_real_marts() -> None:
    with duckdb.connect() as connection:
        connection.execute(SCHEMA)
        made = connection.execute(
            "select table_name, column_name, lower(data_type) from information_schema.columns "
            "where table_schema = 'marts'"
        ).fetchall()
    marts = DEFAULT_HOME.parent / "dbt" / "models" / "marts"
    real = {
        (model["name"], column["name"], column["data_type"].lower())
        for path in marts.glob("*.yml")
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
        for column in model.get("columns", [])
    }
    assert set(made) <= real
    tables = {table for table, _, _ in made}
    assert {entry for entry in real if entry[0] in tables} == set(made)

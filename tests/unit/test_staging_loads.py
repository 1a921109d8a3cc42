"""Which loads a build reads, and what it takes over, without dbt: a made-up staging table."""

import json
import shutil

import duckdb
import pytest

from dagster_project.staging_loads import prepare, read_record
from dagster_project.warehouse_build import DBT_ARTIFACTS, LAKE, WAREHOUSE
from ingest.home import builds_dir, loads_dir
from ingest.lake.write_lake import EMPTY

RULES = "rules-1"
FORM = "alert_log"
MODEL = "model.qhld.stg_lake__alerts"


@pytest.fixture(autouse=True)
def _a_load_without_rows():
    put_load(EMPTY, rows=0)


def put_load(load_id: str, rows: int = 2) -> None:
    (loads_dir() / load_id).mkdir(exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(
            f"COPY (SELECT '{load_id}' AS load_id, range AS record_no FROM range({rows})) "
            f"TO '{loads_dir()}/{load_id}/{FORM}.parquet'"
        )


def build(name: str, rules: str = RULES, status: str = "success", **options) -> dict[str, int]:
    """Prepare a build and do what dbt would; the rows a load in its staging table."""
    folder = builds_dir() / name
    (folder / DBT_ARTIFACTS).mkdir(parents=True)
    prepare(folder, rules, **options)
    with duckdb.connect(str(folder / WAREHOUSE)) as connection:
        connection.execute("CREATE SCHEMA IF NOT EXISTS staging")
        source = f"SELECT * FROM read_parquet('{folder}/{LAKE}/loads/*/{FORM}.parquet')"
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS staging.stg_lake__alerts AS {source} LIMIT 0"
        )
        connection.execute(f"INSERT INTO staging.stg_lake__alerts {source}")
        counted = connection.execute(
            "SELECT load_id, count(*) FROM staging.stg_lake__alerts GROUP BY 1 ORDER BY 1"
        ).fetchall()
    results = {"results": [{"unique_id": MODEL, "status": status}]}
    (folder / DBT_ARTIFACTS / "run_results.json").write_text(json.dumps(results))
    return dict(counted)


def read(name: str) -> list[str]:
    return read_record(builds_dir() / name).to_read


def test_only_what_came_since_is_read_and_nothing_is_lost():
    put_load("a")
    put_load("b")
    assert build("1") == {"a": 2, "b": 2}
    assert read("1") == ["a", "b"]
    put_load("c", rows=5)
    assert build("2") == {"a": 2, "b": 2, "c": 5}
    assert read("2") == ["c"]
    linked = {path.name for path in (builds_dir() / "2" / LAKE / "loads").iterdir()}
    assert linked == {EMPTY, "c"}
    assert build("3") == {"a": 2, "b": 2, "c": 5}
    assert read("3") == []


def test_a_load_that_went_away_or_was_touched_is_not_carried_over():
    put_load("a")
    put_load("b")
    put_load("c")
    build("1")
    shutil.rmtree(loads_dir() / "a")
    put_load("b", rows=1)
    assert build("2") == {"b": 1, "c": 2}
    assert read("2") == ["b"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"rules": "rules-2"}),
        ({}, {"full": True}),
        ({"status": "error"}, {}),
        ({"status": "skipped"}, {}),
    ],
)
def test_everything_is_read_when_rules_changed_on_demand_or_after_an_unfinished_build(
    first, second
):
    put_load("a")
    build("1", **first)
    put_load("b")
    assert build("2", **second) == {"a": 2, "b": 2}
    assert read("2") == ["a", "b"]
    assert read_record(builds_dir() / "2").carried_from is None


def test_a_killed_build_is_passed_over_for_the_one_before_it():
    put_load("a")
    build("1")
    put_load("b")
    build("2")
    (builds_dir() / "2" / DBT_ARTIFACTS / "run_results.json").unlink()
    assert build("3") == {"a": 2, "b": 2}
    assert read("3") == ["b"]
    (builds_dir() / "3" / f"{WAREHOUSE}.wal").touch()
    build("4")
    assert read_record(builds_dir() / "4").carried_from == "1"

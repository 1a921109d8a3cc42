"""A made-up finished build as dbt leaves it, small enough to publish in milliseconds."""

import itertools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import duckdb

from dagster_project import release
from dagster_project.warehouse_build import DBT_ARTIFACTS, LAKE, LEDGER, WAREHOUSE
from ingest.home import builds_dir, loads_dir
from ingest.lake.write_lake import EMPTY

FORM = "inspection_summary"
KPI = "CI-01"
# Outsiders do not see values below it.
SMALL = 2

MADE_UP = "made-up"


def let_time_pass(monkeypatch) -> None:
    """Make every release a second younger than the one before: their names sort by age."""
    real, ticks = release.datetime, itertools.count()

    class Clock(real):
        @classmethod
        def now(cls, tz=None):
            return real.now(tz) + timedelta(seconds=next(ticks))

    monkeypatch.setattr(release, "datetime", Clock)


@dataclass(frozen=True)
class Cell:
    """One commune's figure of one quarter, and the load it came in."""

    commune: str
    period: str
    value: float
    load_id: str


def write_build(
    name: str, cells: Iterable[Cell], *, received_at: str = "2026-09-16 08:00:00"
) -> Path:
    """Write lake, ledger, warehouse and dbt results that fit each other."""
    cells = sorted(cells, key=lambda cell: (cell.load_id, cell.commune, cell.period))
    build = builds_dir() / name
    (build / LEDGER).mkdir(parents=True)
    (build / DBT_ARTIFACTS).mkdir()
    (build / LAKE / "loads").mkdir(parents=True)
    (build / LAKE / "loads" / EMPTY).symlink_to(loads_dir() / EMPTY)
    _write_lake_and_ledger(build, cells, received_at)
    _write_warehouse(build, cells, received_at)
    node = {"resource_type": "model", "config": {}, "schema": "staging"}
    staging = node | {"alias": "stg_rows", "depends_on": {"nodes": [f"source.qhld.lake.{FORM}"]}}
    test = {"resource_type": "test", "config": {}, "depends_on": {"nodes": []}}
    manifest = {
        "sources": {f"source.qhld.lake.{FORM}": {"source_name": "lake", "name": FORM}},
        "nodes": {"model.qhld.stg_rows": staging, "test.qhld.not_null_rows": test},
    }
    (build / DBT_ARTIFACTS / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    write_results(build, {"model.qhld.stg_rows": "success", "test.qhld.not_null_rows": "pass"})
    return build


def write_results(build: Path, statuses: dict[str, str], **of_failures: object) -> None:
    """Write what dbt says of each node, and more about those that fail."""
    failure = {"message": "Got 1 result, configured to fail if != 0", "failures": 1} | of_failures
    results = [
        {"unique_id": key, "status": status} | (failure if status == "fail" else {"message": ""})
        for key, status in statuses.items()
    ]
    text = json.dumps({"results": results})
    (build / DBT_ARTIFACTS / "run_results.json").write_text(text, "utf-8")


def _write_lake_and_ledger(build: Path, cells: list[Cell], received_at: str) -> None:
    loads = sorted({cell.load_id for cell in cells})
    with duckdb.connect() as connection:
        for load_id in loads:
            folder = loads_dir() / load_id
            folder.mkdir(exist_ok=True)
            (build / LAKE / "loads" / load_id).symlink_to(folder)
            rows = sum(cell.load_id == load_id for cell in cells)
            connection.execute(
                f"COPY (SELECT '{load_id}' AS load_id, 1 AS table_no FROM range({rows})) "
                f"TO '{folder}/{FORM}.parquet'"
            )
        connection.execute(
            "CREATE TABLE loads (load_id VARCHAR, withdrawn BOOLEAN, received_at TIMESTAMP)"
        )
        connection.execute(
            "CREATE TABLE load_tables "
            "(load_id VARCHAR, table_no INT, form VARCHAR, accepted BOOLEAN, records INT)"
        )
        connection.execute("CREATE TABLE submissions (submission_id VARCHAR, load_id VARCHAR)")
        connection.execute("CREATE TABLE findings (submission_id VARCHAR, code VARCHAR)")
        for load_id in loads:
            rows = sum(cell.load_id == load_id for cell in cells)
            connection.execute("INSERT INTO submissions VALUES (?, ?)", [f"S{load_id}", load_id])
            if load_id.startswith(MADE_UP):
                connection.execute(
                    "INSERT INTO findings VALUES (?, 'made_up_data')", [f"S{load_id}"]
                )
            connection.execute("INSERT INTO loads VALUES (?, false, ?)", [load_id, received_at])
            connection.execute(
                "INSERT INTO load_tables VALUES (?, 1, ?, true, ?)", [load_id, FORM, rows]
            )
        for table in ("loads", "load_tables", "submissions", "findings"):
            connection.execute(f"COPY {table} TO '{build}/{LEDGER}/{table}.parquet'")


def _write_warehouse(build: Path, cells: list[Cell], received_at: str) -> None:
    with duckdb.connect(str(build / WAREHOUSE)) as connection:
        run = connection.execute
        run("BEGIN; CREATE SCHEMA marts; CREATE SCHEMA staging")
        run("CREATE TABLE staging.stg_rows (load_id VARCHAR, table_no INT)")
        run("CREATE TABLE marts.dim_kpi AS SELECT $1 AS kpi_id, 'BCDK' AS period_calendar", [KPI])
        run(
            "CREATE TABLE marts.fct_kpi_values (kpi_id VARCHAR, area_code VARCHAR, "
            "area_kind VARCHAR, period VARCHAR, period_calendar VARCHAR, period_span VARCHAR, "
            "value DOUBLE, "
            "value_state VARCHAR, received_at TIMESTAMP)"
        )
        run(
            "CREATE TABLE marts.fct_kpi_cells (kpi_id VARCHAR, commune_code VARCHAR, "
            "period VARCHAR, form VARCHAR, load_id VARCHAR, value DOUBLE, role VARCHAR, "
            "weight DOUBLE)"
        )
        run(
            "CREATE TABLE marts.fct_reporting_status "
            "(form VARCHAR, period VARCHAR, due_on DATE, status VARCHAR)"
        )
        run(
            "CREATE TABLE marts.fct_period_status (period VARCHAR, release_status VARCHAR, "
            "reported_units INT, expected_units INT)"
        )
        value = (
            "INSERT INTO marts.fct_kpi_values VALUES (?, ?, ?, ?, 'BCDK', 'quarter', ?, 'value', ?)"
        )
        for cell in cells:
            run("INSERT INTO staging.stg_rows VALUES (?, 1)", [cell.load_id])
            key = [KPI, cell.commune, "commune", cell.period]
            run(value, [*key, cell.value, received_at])
            run(
                "INSERT INTO marts.fct_kpi_cells VALUES (?, ?, ?, ?, ?, ?, 'numerator', 1)",
                [KPI, cell.commune, cell.period, FORM, cell.load_id, cell.value],
            )
        for period in sorted({cell.period for cell in cells}):
            total = sum(cell.value for cell in cells if cell.period == period)
            run(value, [KPI, "province", "province", period, total, received_at])
            run("INSERT INTO marts.fct_period_status VALUES (?, 'tạm tính', 1, 99)", [period])
        _write_external(run)
        run("COMMIT")


def _write_external(run: Callable[..., object]) -> None:
    """What outsiders may see: of values below SMALL only that they are withheld."""
    run("CREATE SCHEMA external; CREATE SCHEMA disclosure")
    run(
        "CREATE TABLE disclosure.ext_withheld_values AS SELECT kpi_id, area_code, period, "
        "period_calendar, period_span, if(value < $1, 'area', NULL) AS withheld_by, "
        "if(value < $1, 'numerator', NULL) AS withheld_measures FROM marts.fct_kpi_values",
        [SMALL],
    )
    run(
        "CREATE TABLE external.fct_kpi_values AS SELECT * EXCLUDE (value), "
        "if(value < $1, NULL, value) AS value, if(value < $1, NULL, value) AS numerator, "
        "NULL::DOUBLE AS denominator FROM marts.fct_kpi_values",
        [SMALL],
    )
    run("CREATE TABLE external.dim_kpi AS FROM marts.dim_kpi")


def with_value(cells: list[Cell], index: int, value: float, load_id: str) -> list[Cell]:
    """The same cells, one of them replaced by another load."""
    changed = replace(cells[index], value=value, load_id=load_id)
    return [*cells[:index], changed, *cells[index + 1 :]]

"""A build after a publication: what it revises, and corrections that have done their work."""

import json
import shutil

import duckdb
import pytest

from dagster_project.release_journal import JOURNAL_EXPORTS
from tests.pipeline.lake_scenario import SA_PA
from tests.pipeline.run_dbt import run_dbt

pytestmark = pytest.mark.pipeline

CHANGED = "kpi_id = 'CI-01' and area_code = ? and period = '2025Q4'"
CORRECTIONS = """
insert into staging.corrections by name
select 'C-1' as correction_id, file_sha256, sheet, cell, value as expect_value,
    value + 5 as corrected_value, 'gõ nhầm' as reason, 'UBND phường' as asked_by,
    date '2026-01-20' as asked_on, 'áp dụng' as status
from marts.fct_kpi_cells where kpi_id = 'CI-01' and commune_code = $commune and period = '2025Q4'
union all
select 'C-2', file_sha256, sheet, cell, value + 1, value, 'đã sửa ở nguồn', 'UBND phường',
    date '2026-01-20', 'áp dụng'
from marts.fct_kpi_cells where kpi_id = 'CI-01' and commune_code = $commune and period = '2025Q3'
"""


@pytest.fixture(scope="module")
def later(env, scratch, tmp_path_factory) -> tuple[dict[str, str], object]:
    """The finished build as it is found by the next one, after the release in force was made."""
    folder = tmp_path_factory.mktemp("later")
    env = env | {
        "QHLD_WAREHOUSE_FILE": str(folder / "warehouse.duckdb"),
        "QHLD_LEDGER_DIR": str(folder / "ledger"),
    }
    shutil.copytree(scratch / "ledger", folder / "ledger")
    shutil.copyfile(scratch / "warehouse.duckdb", folder / "warehouse.duckdb")
    shutil.copytree(scratch / "target", folder / "target")
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"]) as connection:
        connection.execute(CORRECTIONS, {"commune": SA_PA})
        _publish(connection, folder / "ledger")
    # the views of staging hold the paths of the build that made them
    models = "int_kpi_cells_corrected int_published_state fct_kpi_revision_loads fct_kpi_revisions"
    run_dbt(env, folder, "run", "--select", "staging.ledger", *models.split())
    return env, folder


def _publish(connection, ledger) -> None:
    """The journal as if the build had been published with another figure of Sa Pa."""
    changed = CHANGED.replace("?", f"'{SA_PA}'")
    value = "* replace (case when {} then value + 2 else value end as value)"
    cells = changed.replace("area_code", "commune_code")
    of_quarter = f"{changed} and period_span = 'quarter'"
    release = "'published' as action, 'a' as rules_hash"
    queries = {
        "published_values": f"select 1 as publication_no, {value.format(of_quarter)} "
        "from marts.fct_kpi_values",
        "current_cells": f"select {value.format(cells)} from marts.fct_kpi_cells",
        "publications": "select 1 as publication_no, 'r1' as release_id, "
        f"null::varchar as previous_release_id, timestamp '2026-01-20' as published_at, {release} "
        f"union all select 2, 'chưa công bố', 'r1', null, {release}",
    }
    for name, query in queries.items():
        columns = ", ".join(f'"{column}"' for column in JOURNAL_EXPORTS[name])
        connection.execute(
            f"copy (select {columns} from ({query})) to '{ledger}/{name}.parquet' (format parquet)"
        )


def test_only_what_differs_from_what_was_published_is_a_revision(later):
    env, _ = later
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        rows = connection.execute(
            "select publication_no, release_id, previous_release_id, area_code, change_kind, "
            "change_abs, loads, cause from marts.fct_kpi_revisions"
        ).fetchall()
        named = connection.execute(
            "select load_ids from marts.fct_kpi_revisions where area_code = ?", [SA_PA]
        ).fetchone()[0]
        load = connection.execute(
            "select distinct load_id from marts.fct_kpi_cells where kpi_id = 'CI-01' "
            "and commune_code = ? and period = '2025Q4'",
            [SA_PA],
        ).fetchone()[0]
    assert rows == [(2, "chưa công bố", "r1", SA_PA, "đổi số", -2, 1, "lần nạp")]
    assert named == load


def test_a_correction_is_seen_and_ends_when_the_source_is_repaired(later):
    env, folder = later
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        corrected = connection.execute(
            "select distinct correction_id, note from intermediate.int_kpi_cells_corrected "
            "where is_corrected"
        ).fetchall()
    assert [ident for ident, _ in corrected] == ["C-1"]
    assert "số đã được hiệu chỉnh (C-1)" in corrected[0][1]
    assert "gõ nhầm, theo đề nghị của UBND phường" in corrected[0][1]
    done = run_dbt(env, folder, "test", "--select", "assert_corrections_still_apply", check=False)
    assert done.returncode == 1
    results = json.loads((folder / "target" / "run_results.json").read_text("utf-8"))["results"]
    assert [(result["status"], result["failures"]) for result in results] == [("fail", 1)]

"""Lakes that lack something: a file that the ledger knows, or everything."""

import duckdb
import pytest

from tests.pipeline.lake_fixture import LakeBuilder
from tests.pipeline.lake_scenario import six_communes
from tests.pipeline.run_dbt import run_dbt

pytestmark = pytest.mark.pipeline


def test_a_file_lost_from_the_lake_stops_the_build(tmp_path):
    env = six_communes(tmp_path).write()
    (tmp_path / "lake" / "loads" / "load0001" / "inspection_summary.parquet").unlink()
    done = run_dbt(env, tmp_path, "build", "-s", "+assert_lake_holds_the_ledger", check=False)
    assert done.returncode != 0
    assert "Failure in test assert_lake_holds_the_ledger" in done.stdout


def test_an_empty_lake_builds_without_a_quarter(tmp_path):
    env = LakeBuilder(tmp_path).write()
    run_dbt(env, tmp_path, "build", "--exclude-resource-type", "test", "unit_test")
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        assert connection.execute("select count(*) from marts.fct_kpi_values").fetchone() == (0,)
        assert connection.execute("select count(*) from marts.dim_commune").fetchone() == (6,)

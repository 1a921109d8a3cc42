"""What the dictionary of indicators says that a number rests on is what dbt counts."""

import duckdb
import pytest

from dagster_project.kpi_dictionary import REFERENCE, table_rows

pytestmark = pytest.mark.pipeline

# DQ-02 counts every mandatory cell of its forms; the dictionary says so instead of listing them.
EVERY_MANDATORY_CELL = "DQ-02"


def test_cells_come_from_columns_that_are_stated(env) -> None:
    stated = {
        (row["kpi_id"], row["role"], row["form"], row["column_name"])
        for row in table_rows(REFERENCE / "kpi_source_columns.csv")
    }
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        counted = set(
            connection.execute(
                "select distinct kpi_id, role, form, column_name from marts.fct_kpi_cells "
                "where kind = 'cell' and kpi_id <> ? and column_name is not null",
                [EVERY_MANDATORY_CELL],
            ).fetchall()
        )
    assert len(counted) > 30
    assert counted - stated == set()

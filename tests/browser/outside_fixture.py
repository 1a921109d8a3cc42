"""What outsiders get of a made-up release: the marts that dbt publishes for them, no other."""

import shutil
from pathlib import Path

import duckdb

OPEN = {
    "bridge_area_members",
    "dim_area",
    "dim_commune",
    "dim_kpi",
    "dim_period",
    "fct_kpi_breakdowns",
    "fct_kpi_changes",
    "fct_kpi_ranks",
    "fct_kpi_targets",
    "fct_kpi_values",
    "fct_period_status",
}


def write_outside(folder: Path) -> Path:
    """Write the external file of a made-up release, with nothing withheld.

    Args:
        folder: the release's folder.

    Returns:
        The file.
    """
    outside = folder / "external.duckdb"
    shutil.copy(folder / "internal.duckdb", outside)
    with duckdb.connect(str(outside)) as release:
        listed = "select table_name from information_schema.tables where table_schema = 'marts'"
        for (table,) in release.execute(listed).fetchall():
            if table not in OPEN:
                release.execute(f"drop table marts.{table}")
    return outside

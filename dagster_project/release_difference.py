"""What a build says differently from the last release."""

from pathlib import Path

import duckdb

from dagster_project.release_content import KEY, NUMBERS, quoted, same_number
from ingest.connect_duckdb import connect

_KEPT_CHANGES = 200


def difference(warehouse: Path, before: Path | None) -> dict:
    """Compare the KPI values of a build with those of the last release.

    Args:
        warehouse: the build's closed warehouse.
        before: the last release's file, None when there is none.

    Returns:
        Counts of values added, removed and changed, and the province's own changes
        (at most 200): [{kpi_id, period, before, after}]. What has changed is decided as in
        `qhld release diff` and in the hash: another state, or a number that differs by more than
        the last digits of a sum.
    """
    with connect() as connection:
        connection.execute(f"ATTACH '{quoted(warehouse)}' AS build (READ_ONLY)")
        if before is None:
            added = connection.execute("SELECT count(*) FROM build.marts.fct_kpi_values").fetchone()
            return {"added": added[0], "removed": 0, "changed": 0, "province": []}
        connection.execute(f"ATTACH '{quoted(before)}' AS before (READ_ONLY)")
        had, has = _columns(connection, "before"), _columns(connection, "build")
        # a release made before there were spans holds quarters only
        old = "SELECT *" if "period_span" in had else "SELECT *, 'quarter' AS period_span"
        numbers = [name for name in NUMBERS if name in had & has]
        changed = " OR ".join(f"NOT {same_number(f'o.{name}', f'n.{name}')}" for name in numbers)
        connection.execute(
            f"CREATE TEMP TABLE compared AS SELECT {', '.join(KEY)}, "
            "o.value AS before, n.value AS after, "
            "o.value_state AS state_before, n.value_state AS state_after "
            f"FROM ({old} FROM before.marts.fct_kpi_values) o "
            f"FULL JOIN build.marts.fct_kpi_values n USING ({', '.join(KEY)}) "
            f"WHERE o.value_state IS DISTINCT FROM n.value_state OR {changed}"
        )
        counts = connection.execute(
            "SELECT count(*) FILTER (state_before IS NULL), "
            "count(*) FILTER (state_after IS NULL), "
            "count(*) FILTER (state_before IS NOT NULL AND state_after IS NOT NULL) FROM compared"
        ).fetchone()
        province = connection.execute(
            "SELECT kpi_id, period, before, after FROM compared WHERE area_code = 'province' "
            "AND period_span = 'quarter' "
            f"ORDER BY period DESC, kpi_id LIMIT {_KEPT_CHANGES}"
        ).fetchall()
    keys = ("kpi_id", "period", "before", "after")
    return {
        **dict(zip(("added", "removed", "changed"), counts, strict=True)),
        "province": [dict(zip(keys, row, strict=True)) for row in province],
    }


def _columns(connection: duckdb.DuckDBPyConnection, database: str) -> set[str]:
    rows = connection.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_catalog = ? "
        "AND table_schema = 'marts' AND table_name = 'fct_kpi_values'",
        [database],
    )
    return {name for (name,) in rows.fetchall()}


def difference_sentence(manifest: dict) -> str:
    """Say in Vietnamese how a release differs from the one before it."""
    counts = manifest["difference"]
    if manifest["previous"] is None:
        return f"Đây là bản đầu tiên, có {counts['added']} giá trị chỉ tiêu."
    return (
        f"So với bản {manifest['previous']}: thêm {counts['added']}, thay đổi {counts['changed']}, "
        f"bỏ {counts['removed']} giá trị chỉ tiêu."
    )

"""What a build says differently from the last release."""

from pathlib import Path

import duckdb

_KEPT_CHANGES = 200
_KEY = "kpi_id, area_code, period, period_calendar, period_span"


def difference(warehouse: Path, before: Path | None) -> dict:
    """Compare the KPI values of a build with those of the last release.

    Args:
        warehouse: the build's closed warehouse.
        before: the last release's file, None when there is none.

    Returns:
        Counts of values added, removed and changed, and the province's own changes
        (at most 200): [{kpi_id, period, before, after}].
    """
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{_quoted(warehouse)}' AS build (READ_ONLY)")
        if before is None:
            added = connection.execute("SELECT count(*) FROM build.marts.fct_kpi_values").fetchone()
            return {"added": added[0], "removed": 0, "changed": 0, "province": []}
        connection.execute(f"ATTACH '{_quoted(before)}' AS before (READ_ONLY)")
        # a release made before there were spans holds quarters only
        spans = connection.execute(
            "SELECT count(*) FROM information_schema.columns WHERE table_catalog = 'before' "
            "AND table_name = 'fct_kpi_values' AND column_name = 'period_span'"
        ).fetchone()[0]
        old = "SELECT *" if spans else "SELECT *, 'quarter' AS period_span"
        connection.execute(
            f"CREATE TEMP TABLE compared AS SELECT {_KEY}, "
            "o.value AS before, n.value AS after, "
            "o.value_state AS state_before, n.value_state AS state_after "
            f"FROM ({old} FROM before.marts.fct_kpi_values) o "
            f"FULL JOIN build.marts.fct_kpi_values n USING ({_KEY})"
        )
        counts = connection.execute(
            "SELECT count(*) FILTER (state_before IS NULL), "
            "count(*) FILTER (state_after IS NULL), "
            "count(*) FILTER (state_before IS NOT NULL AND state_after IS NOT NULL AND "
            "(state_before, before) IS DISTINCT FROM (state_after, after)) FROM compared"
        ).fetchone()
        province = connection.execute(
            "SELECT kpi_id, period, before, after FROM compared WHERE area_code = 'province' "
            "AND period_span = 'quarter' "
            "AND (state_before, before) IS DISTINCT FROM (state_after, after) "
            f"ORDER BY period DESC, kpi_id LIMIT {_KEPT_CHANGES}"
        ).fetchall()
    keys = ("kpi_id", "period", "before", "after")
    return {
        **dict(zip(("added", "removed", "changed"), counts, strict=True)),
        "province": [dict(zip(keys, row, strict=True)) for row in province],
    }


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def difference_sentence(manifest: dict) -> str:
    """Say in Vietnamese how a release differs from the one before it."""
    counts = manifest["difference"]
    if manifest["previous"] is None:
        return f"Đây là bản đầu tiên, có {counts['added']} giá trị chỉ tiêu."
    return (
        f"So với bản {manifest['previous']}: thêm {counts['added']}, thay đổi {counts['changed']}, "
        f"bỏ {counts['removed']} giá trị chỉ tiêu."
    )

"""What a release says of itself in `manifest.json`: what it holds, how it differs from before."""

from datetime import datetime
from pathlib import Path

from dagster_project.release_checks import dbt_warnings
from dagster_project.release_content import external_counts
from dagster_project.release_difference import difference
from dagster_project.warehouse_build import LEDGER, WAREHOUSE
from ingest.connect_duckdb import connect


def describe(
    build: Path, moment: datetime, content: str, external: str, before: Path | None
) -> dict:
    """What the manifest says of the content of a release.

    Args:
        build: folder of the finished build.
        moment: when it is published; in the name of the release.
        content: hash of what the internal file will hold.
        external: hash of what the external file will hold.
        before: internal file of the release in force, None before the first.
    """
    warehouse = build / WAREHOUSE
    with connect(warehouse, read_only=True) as connection:
        quarters = connection.execute(
            "SELECT period, release_status, reported_units, expected_units "
            "FROM marts.fct_period_status ORDER BY period, expected_units"  # the largest stays
        ).fetchall()
        loads = connection.execute(
            "SELECT count(*) FROM read_parquet(?) WHERE NOT withdrawn",
            [str(build / LEDGER / "loads.parquet")],
        ).fetchone()[0]
        made_up = connection.execute(
            "SELECT count(*) > 0 FROM read_parquet(?) AS submissions "
            "JOIN read_parquet(?) AS findings USING (submission_id) "
            "WHERE findings.code = 'made_up_data' AND submissions.load_id IS NOT NULL",
            [str(build / LEDGER / f"{name}.parquet") for name in ("submissions", "findings")],
        ).fetchone()[0]
    return {
        "release_id": f"{moment:%Y%m%dT%H%M%S}-{content[:8]}",
        "created_at": moment.isoformat(timespec="seconds"),
        "content_hash": content,
        "external": {"content_hash": external, **external_counts(warehouse)},
        "build_id": build.name,
        "quarters": {
            period: {"status": status, "reported_units": reported, "expected_units": expected}
            for period, status, reported, expected in quarters
        },
        "warnings": dbt_warnings(build),
        "difference": difference(warehouse, before),
        "loads": loads,
        # so that nobody takes sample or training figures for real ones
        "made_up": made_up,
    }

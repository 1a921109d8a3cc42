"""One build of the warehouse: a private folder which is never written again once published.

    warehouse/builds/<build_id>/ledger/*.parquet    the ledger as it was when the build began
    warehouse/builds/<build_id>/lake/               links to the loads that this build reads
    warehouse/builds/<build_id>/warehouse.duckdb    what dbt makes of the lake and that ledger
    warehouse/builds/<build_id>/dbt/                dbt's own results and log
    warehouse/building -> builds/<build_id>         the one that is being written

dbt is given paths through `building`, which stay the same from build to build: a changed path
would make dbt parse the whole project anew.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ingest.durable import put_in_place
from ingest.home import builds_dir, warehouse_dir

LEDGER = "ledger"
LAKE = "lake"
WAREHOUSE = "warehouse.duckdb"
DBT_ARTIFACTS = "dbt"
KEPT_BUILDS = 2
TIME_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def start_build(run_id: str) -> Path:
    """Make the folder of a new build, export the ledger into it and point `building` at it.

    Args:
        run_id: the Dagster run this build belongs to.

    Returns:
        The real folder of the build.
    """
    from dagster_project.dbt_project import rules_hash
    from dagster_project.release_journal import export_journal
    from ingest.ledgers.export_ledger import export_parquet

    stamp = datetime.now(TIME_ZONE).strftime("%Y%m%dT%H%M%S")
    build = builds_dir() / f"{stamp}-{run_id[:8]}"
    (build / LEDGER).mkdir(parents=True)
    export_parquet(build / LEDGER)
    export_journal(build / LEDGER, rules_hash())
    pointer = warehouse_dir() / ".building.tmp"
    pointer.unlink(missing_ok=True)
    pointer.symlink_to(Path("builds") / build.name)
    put_in_place(pointer, warehouse_dir() / "building")
    return build


def find_build(run_id: str) -> Path | None:
    """The build that a Dagster run has started, if it has."""
    return next(iter(sorted(builds_dir().glob(f"*-{run_id[:8]}"))), None)


def dbt_environment() -> dict[str, str]:
    """What the dbt project asks for by `env_var`, the same for every build of this home."""
    from ingest.reference import REFERENCE_DIR

    building = warehouse_dir() / "building"
    return {
        "QHLD_REFERENCE_DIR": str(REFERENCE_DIR),
        "QHLD_LAKE_DIR": str(building / LAKE),
        "QHLD_LEDGER_DIR": str(building / LEDGER),
        "QHLD_WAREHOUSE_FILE": str(building / WAREHOUSE),
        "DO_NOT_TRACK": "1",
    }


@contextmanager
def environment(variables: dict[str, str]) -> Iterator[None]:
    """Set environment variables for child processes, and put back what was there."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def prune_builds() -> None:
    """Remove all but the newest builds; what matters of a build is in its release or its log."""
    builds = sorted(path for path in builds_dir().iterdir() if path.is_dir())
    for build in builds[:-KEPT_BUILDS]:
        shutil.rmtree(build, ignore_errors=True)

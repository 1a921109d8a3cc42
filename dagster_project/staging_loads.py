"""Which loads a build reads: only those that no earlier build has read in the same way.

A load is never rewritten, so its rows in schema `staging` stay good as long as the rules by which
they were read stay the same. Each build therefore begins with the rows of the newest finished
build, and dbt (materialization `incremental`) adds what lies in the build's own small lake:

    warehouse/builds/<build_id>/lake/loads/<load_id>   link to each load that is still to be read
    warehouse/builds/<build_id>/staging.json           by which rules, and what of which load

A load that is gone from the lake, or whose files are not what they were, is left out of what is
carried over. Everything after staging is computed anew in every build. Whether a load counts (it
may be withdrawn or replaced) is the ledger's to say, and is looked up after staging.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from dagster_project.warehouse_build import DBT_ARTIFACTS, LAKE, WAREHOUSE
from ingest.connect_duckdb import connect
from ingest.durable import write_whole
from ingest.home import builds_dir, loads_dir
from ingest.lake.write_lake import EMPTY

_RECORD = "staging.json"
_STAGING = "staging"
_PREFIX = "stg_lake__"


@dataclass(frozen=True)
class StagingLoads:
    """What a build reads and what it takes from an earlier one.

    Attributes:
        rules: hash of rules and engine under which the rows may be carried on.
        loads: load id -> what its files look like.
        to_read: loads that this build reads from the lake.
        carried_from: build whose rows were taken over; None when every load is read.
    """

    rules: str
    loads: dict[str, str]
    to_read: list[str]
    carried_from: str | None


def prepare(build: Path, rules: str, *, full: bool = False) -> StagingLoads:
    """Carry rows over from the newest finished build and link the loads that are to be read.

    Args:
        build: folder of a build that has just begun.
        rules: hash of the rules (dbt project, reference data).
        full: read every load, whatever was read before.

    Returns:
        What was decided; also written into the build.
    """
    rules = hashlib.sha256(f"{rules} duckdb {duckdb.__version__}".encode()).hexdigest()
    present = {path.name: _looks(path) for path in loads_dir().iterdir() if path.name != EMPTY}
    source = None if full else _newest_finished(build, rules)
    known = read_record(source).loads if source else {}
    kept = {load_id for load_id, looks in known.items() if present.get(load_id) == looks}
    if source and kept:
        _carry_over(source, build, kept)
    else:
        source, kept = None, set()
    to_read = sorted(present.keys() - kept)
    _link(build, to_read)
    decided = StagingLoads(rules, present, to_read, source.name if source else None)
    text = json.dumps(asdict(decided), indent=0, sort_keys=True)
    write_whole(build / _RECORD, text.encode())
    return decided


def read_record(build: Path) -> StagingLoads | None:
    """What a build read; None when it has no record."""
    path = build / _RECORD
    return StagingLoads(**json.loads(path.read_text("utf-8"))) if path.exists() else None


def _looks(folder: Path) -> str:
    """Names, sizes and times of a load's Parquet files: whoever touched one is found out."""
    found = [(path.name, path.stat()) for path in sorted(folder.glob("*.parquet"))]
    return " ".join(f"{name}:{stat.st_size}:{stat.st_mtime_ns}" for name, stat in found)


def _newest_finished(build: Path, rules: str) -> Path | None:
    """The newest other build by the same rules whose staging tables dbt finished."""
    for other in sorted(builds_dir().iterdir(), reverse=True):
        if other.name == build.name:
            continue
        record = read_record(other)
        if record and record.rules == rules and _staging_is_whole(other):
            return other
    return None


def _staging_is_whole(build: Path) -> bool:
    """Whether the file is closed and dbt says of every lake model and its tests that it is good."""
    warehouse = build / WAREHOUSE
    if not warehouse.is_file() or warehouse.with_name(f"{WAREHOUSE}.wal").exists():
        return False
    try:
        text = (build / DBT_ARTIFACTS / "run_results.json").read_text("utf-8")
        results = {one["unique_id"]: one["status"] for one in json.loads(text)["results"]}
    except (OSError, ValueError, KeyError):
        return False
    found = [status for key, status in results.items() if _PREFIX in key]
    return bool(found) and all(status in ("success", "pass", "warn") for status in found)


def _carry_over(source: Path, build: Path, kept: set[str]) -> None:
    """Copy the rows of the kept loads, table by table, into the build's new warehouse."""
    with connect(build / WAREHOUSE) as connection:
        quoted = str(source / WAREHOUSE).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS source (READ_ONLY)")
        connection.execute(f"CREATE SCHEMA {_STAGING}")
        connection.execute("CREATE TEMP TABLE kept AS SELECT unnest($1) AS load_id", [list(kept)])
        for table in _lake_tables(connection):
            connection.execute(
                f'CREATE TABLE {_STAGING}."{table}" AS SELECT * FROM source.{_STAGING}."{table}" '
                "WHERE load_id IN (SELECT load_id FROM kept)"
            )
        connection.execute("DETACH source")
        connection.execute("CHECKPOINT")


def _lake_tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'source' "
        f"AND table_schema = '{_STAGING}' AND starts_with(table_name, '{_PREFIX}') ORDER BY 1"
    ).fetchall()
    return [name for (name,) in rows]


def _link(build: Path, load_ids: list[str]) -> None:
    """Make the build's small lake; the empty load keeps the columns of forms without files."""
    folder = build / LAKE / "loads"
    folder.mkdir(parents=True)
    lake = os.path.relpath(loads_dir(), folder)  # a home may be moved or restored elsewhere
    for load_id in (EMPTY, *load_ids):
        (folder / load_id).symlink_to(Path(lake) / load_id)

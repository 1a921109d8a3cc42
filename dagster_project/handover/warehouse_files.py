"""The tables of a release as one DuckDB file or as Parquet, with a manifest.

The DuckDB file is in the storage format of DuckDB 1.0, which every 1.x tool opens. It is written
anew, table by table: nothing that was ever deleted from another file can be in it.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.handover.audience import HandedRelease
from dagster_project.release_content import SCHEMA, mart_tables, quoted
from ingest.connect_duckdb import connect

STORAGE = "v1.0.0"
MANIFEST = "manifest.json"
FACTS = "release"  # schema of the one-row table `facts`


def write_database(handed: HandedRelease, target: Path) -> dict[str, int]:
    """Write schema `marts`, and table `release.facts`, into a new DuckDB file.

    Args:
        handed: what is handed over.
        target: file to make; must not exist.

    Returns:
        Rows of each table.
    """
    with connect() as connection:
        connection.execute(f"ATTACH '{quoted(handed.database)}' AS source (READ_ONLY)")
        connection.execute(f"ATTACH '{quoted(target)}' AS made (STORAGE_VERSION '{STORAGE}')")
        connection.execute(f"CREATE SCHEMA made.{SCHEMA}")
        connection.execute(f"CREATE SCHEMA made.{FACTS}")
        rows = {}
        for table in mart_tables(connection, "source"):
            connection.execute(
                f'CREATE TABLE made.{SCHEMA}."{table}" AS SELECT * FROM source.{SCHEMA}."{table}"'
            )
            rows[table] = _rows(connection, f'made.{SCHEMA}."{table}"')
        connection.execute(f"CREATE TABLE made.{FACTS}.facts AS {_facts_row(handed)}")
        connection.execute("CHECKPOINT made")
        connection.execute("DETACH made")
    return rows


def write_parquet(
    handed: HandedRelease, folder: Path, tables: set[str] | None = None
) -> dict[str, int]:
    """Write one Parquet file a table, below `marts/`.

    Args:
        handed: what is handed over.
        folder: folder to make.
        tables: only these; None for all.

    Returns:
        Rows of each table.
    """
    (folder / SCHEMA).mkdir(parents=True)
    with connect(handed.database, read_only=True) as connection:
        database = connection.execute("SELECT current_database()").fetchone()[0]
        rows = {}
        for table in mart_tables(connection, database):
            if tables is not None and table not in tables:
                continue
            source = f'{SCHEMA}."{table}"'
            path = quoted(folder / SCHEMA / f"{table}.parquet")
            connection.execute(f"COPY {source} TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
            rows[table] = _rows(connection, source)
    return rows


def write_facts(handed: HandedRelease, path: Path, **more: Any) -> None:
    """Write what the hand-over says of the release as a Parquet file of one row.

    Args:
        handed: what is handed over.
        path: file to make, in a folder that is there.
        more: further columns.
    """
    with connect() as connection:
        connection.execute(
            f"COPY ({_facts_row(handed, **more)}) TO '{quoted(path)}' (FORMAT parquet)"
        )


def write_manifest(
    handed: HandedRelease, path: Path, rows: dict[str, int], root: Path, name: str | None = None
) -> None:
    """Write the manifest: release, audience, tables, and the hash of each file.

    Args:
        handed: what is handed over.
        path: file to make.
        rows: rows of each table.
        root: file or folder whose files are listed.
        name: what a single file will be called.
    """
    listed = [root] if root.is_file() else sorted(p for p in root.rglob("*") if p.is_file())
    manifest = {
        "schema_version": 1,
        **handed.facts,
        "rows": rows,
        "sha256": {name or one.relative_to(root).as_posix(): _sha256(one) for one in listed},
    }
    path.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _rows(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def _facts_row(handed: HandedRelease, **more: Any) -> str:
    """A SELECT of one row; the status of each quarter is in `marts.fct_period_status`."""
    said = {name: value for name, value in handed.facts.items() if name != "quarters"} | more
    return "SELECT " + ", ".join(f"{_literal(value)} AS {name}" for name, value in said.items())


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "'" + str(value).replace("'", "''") + "'"

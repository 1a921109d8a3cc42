"""What a release holds: the marts of a build, copied into a file of their own, and their hash.

Two releases are the same when their content hash is the same: the sorted rows of every mart,
without times of day (when something ran or was received is not what it says). What a release says
of releases before it (`fct_kpi_revisions`) is no content: the next build would differ by it alone.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb

SCHEMA = "marts"
RELEASE_FILE = "internal.duckdb"
# Columns of fct_kpi_cells that say which part of which load stands behind a figure.
WHAT_COUNTS = "load_id, form, commune_code, period"
# Sums of doubles may differ in the last bit with the order in which threads add them up.
_SIGNIFICANT_DIGITS = 12
# Marts about releases; their rows are left out of the hash.
ABOUT_RELEASES = ("fct_kpi_revisions", "fct_kpi_revision_loads")
# How dbt calls the release that a build may become: its name is known once it is published.
UNNAMED_RELEASE = "chưa công bố"


def copy_marts(warehouse: Path, target: Path, release_id: str, published_at: datetime) -> None:
    """Copy schema `marts`, and nothing else, from a build into a new release file.

    Args:
        warehouse: the build's `warehouse.duckdb`, closed by its writer.
        target: file to make; must not exist.
        release_id: what the release is called; dbt could not know it.
        published_at: when it is published, as wall time in Lào Cai.
    """
    connection = duckdb.connect(str(target))
    try:
        connection.execute(f"ATTACH '{_quoted(warehouse)}' AS build (READ_ONLY)")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        for table in mart_tables(connection, "build"):
            connection.execute(
                f'CREATE TABLE {SCHEMA}."{table}" AS SELECT * FROM build.{SCHEMA}."{table}"'
            )
            if table in ABOUT_RELEASES:
                connection.execute(
                    f'UPDATE {SCHEMA}."{table}" SET release_id = ?, published_at = ? '
                    "WHERE release_id = ?",
                    [release_id, published_at, UNNAMED_RELEASE],
                )
        connection.execute("DETACH build")
        connection.execute("CHECKPOINT")
    finally:
        connection.close()


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def mart_tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """Names of the marts in an attached database, in alphabetical order."""
    rows = connection.execute(
        "SELECT table_name FROM information_schema.tables "
        "WHERE table_catalog = ? AND table_schema = ? ORDER BY 1",
        [database, SCHEMA],
    ).fetchall()
    return [name for (name,) in rows]


def content_hash(database_file: Path) -> str:
    """Hash the sorted rows of every mart in a closed DuckDB file.

    Args:
        database_file: a build's warehouse or a release.

    Returns:
        64 hexadecimal digits; the same for the same figures whenever they were computed.
    """
    whole = hashlib.sha256()
    with duckdb.connect(str(database_file), read_only=True) as connection:
        database = connection.execute("SELECT current_database()").fetchone()[0]
        for table in mart_tables(connection, database):
            whole.update(f"\n{table}\n".encode())
            if table in ABOUT_RELEASES:
                continue
            _hash_rows(connection, table, whole.update)
    return whole.hexdigest()


def _hash_rows(
    connection: duckdb.DuckDBPyConnection, table: str, update: Callable[[bytes], None]
) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = ? AND table_name = ? ORDER BY column_name",
        [SCHEMA, table],
    ).fetchall()
    fields = [
        f'"{name}" := {_as_text(name, kind)}'
        for name, kind in columns
        if not kind.startswith("TIMESTAMP")
    ]
    cursor = connection.execute(
        f"SELECT sha256(to_json(struct_pack({', '.join(fields)}))::VARCHAR) AS row_hash "
        f'FROM {SCHEMA}."{table}" ORDER BY row_hash'
    )
    while rows := cursor.fetchmany(10_000):
        update("\n".join(row[0] for row in rows).encode())


def _as_text(name: str, kind: str) -> str:
    if kind in ("DOUBLE", "FLOAT"):
        return f"format('{{:.{_SIGNIFICANT_DIGITS}g}}', \"{name}\" + 0.0)"
    return f'"{name}"'


def same_number(left: str, right: str) -> str:
    """Whether two columns of doubles hold the same number, as the hash sees it; null is itself."""
    return (
        f"coalesce({left} IS NOT DISTINCT FROM {right} OR "
        f"abs({left} - {right}) <= 1e-{_SIGNIFICANT_DIGITS - 1} * (abs({left}) + abs({right})), "
        "false)"
    )

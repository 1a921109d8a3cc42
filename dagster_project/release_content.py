"""What a release holds: the marts of a build, copied into a file of their own, and their hash.

What an outsider may see is a second file with the same schema name and the same table names: the
build's schema `external`, where dbt has decided what that is, and nothing else.

Two releases are the same when their content hash is the same: the sorted rows of every mart,
without times of day (when something ran or was received is not what it says). What a release says
of releases before it (`fct_kpi_revisions`) is no content: the next build would differ by it alone.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from ingest.connect_duckdb import connect

SCHEMA = "marts"
# Where a build has what becomes `marts` of the external file, and how that was decided.
EXTERNAL_SCHEMA = "external"
_WITHHELD = "disclosure.ext_withheld_values"
RELEASE_FILE = "internal.duckdb"
EXTERNAL_FILE = "external.duckdb"
WITHHELD_FILE = "withheld.parquet"
# A KPI value: which one it is, and its numbers.
KEY = ("kpi_id", "area_code", "period", "period_calendar", "period_span")
NUMBERS = ("value", "numerator", "denominator")
# Columns of fct_kpi_cells that say which part of which load stands behind a figure.
WHAT_COUNTS = "load_id, form, commune_code, period"
# Order of the rows in a file and how many stand together: DuckDB knows the least and the largest of
# each such group, so a question about one quarter and span (nearly all are) reads its groups alone.
_ORDER = ("period_span", "period", "kpi_id", "area_code", "commune_code")
_ORDER_OF = {"fct_kpi_cells": ("kpi_id", "period", "commune_code")}  # asked for one KPI
_GROUP = 4096
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
    with _new_file(target, warehouse) as connection:
        for table in _copy_schema(connection, SCHEMA):
            if table in ABOUT_RELEASES:
                connection.execute(
                    f'UPDATE {SCHEMA}."{table}" SET release_id = ?, published_at = ? '
                    "WHERE release_id = ?",
                    [release_id, published_at, UNNAMED_RELEASE],
                )


def copy_external(warehouse: Path, target: Path, withheld: Path) -> None:
    """Copy what outsiders may see into a new file, as schema `marts`.

    Args:
        warehouse: the build's `warehouse.duckdb`, closed by its writer.
        target: file to make; must not exist. Only the rows of schema `external` were ever in it.
        withheld: Parquet file to make of the values that are withheld and by which rule; it is
            not for outsiders.
    """
    with _new_file(target, warehouse) as connection:
        _copy_schema(connection, EXTERNAL_SCHEMA)
        connection.execute(
            f"COPY (SELECT {', '.join(KEY)}, withheld_by, withheld_measures "
            f"FROM build.{_WITHHELD} WHERE withheld_by IS NOT NULL ORDER BY ALL) "
            f"TO '{quoted(withheld)}' (FORMAT parquet)"
        )


@contextmanager
def _new_file(target: Path, warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new database file with an empty schema `marts` and a build attached to it."""
    connection = connect(config={"temp_directory": f"{target}.tmp"})
    try:
        connection.execute(f"ATTACH '{quoted(target)}' AS made (ROW_GROUP_SIZE {_GROUP})")
        connection.execute("USE made")
        connection.execute(f"ATTACH '{quoted(warehouse)}' AS build (READ_ONLY)")
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        yield connection
        connection.execute("CHECKPOINT made")
    finally:
        connection.close()


def _copy_schema(connection: duckdb.DuckDBPyConnection, schema: str) -> list[str]:
    tables = mart_tables(connection, "build", schema)
    for table in tables:
        whole = f'build.{schema}."{table}"'
        known = {row[0] for row in connection.execute(f"DESCRIBE {whole}").fetchall()}
        by = _ORDER_OF.get(table, _ORDER)
        order = ", ".join(name for name in by if name in known and "kpi_id" in known)
        connection.execute(
            f'CREATE TABLE {SCHEMA}."{table}" AS SELECT * FROM {whole}'
            + (f" ORDER BY {order}" if order else "")
        )
    return tables


def external_counts(warehouse: Path) -> dict[str, int]:
    """How many values outsiders may know of, and how many of these are withheld.

    Args:
        warehouse: the build's `warehouse.duckdb`, closed by its writer.
    """
    with connect(warehouse, read_only=True) as connection:
        values, withheld = connection.execute(
            f"SELECT count(*), count(withheld_by) FROM {_WITHHELD}"
        ).fetchone()
    return {"values": values, "withheld": withheld}


def quoted(path: Path) -> str:
    """A path as it stands between quotes in SQL."""
    return str(path).replace("'", "''")


def mart_tables(
    connection: duckdb.DuckDBPyConnection, database: str, schema: str = SCHEMA
) -> list[str]:
    """Names of the tables of a schema in an attached database, in alphabetical order."""
    rows = connection.execute(
        "SELECT table_name FROM information_schema.tables "
        "WHERE table_catalog = ? AND table_schema = ? ORDER BY 1",
        [database, schema],
    ).fetchall()
    return [name for (name,) in rows]


def content_hash(database_file: Path, schema: str = SCHEMA) -> str:
    """Hash the sorted rows of every mart in a closed DuckDB file.

    Args:
        database_file: a build's warehouse or a file of a release.
        schema: of the tables; `external` of a build gives the hash of the external file.

    Returns:
        64 hexadecimal digits; the same for the same figures whenever they were computed.
    """
    whole = hashlib.sha256()
    with connect(database_file, read_only=True) as connection:
        database = connection.execute("SELECT current_database()").fetchone()[0]
        for table in mart_tables(connection, database, schema):
            whole.update(f"\n{table}\n".encode())
            if table in ABOUT_RELEASES:
                continue
            _hash_rows(connection, schema, table, whole.update)
    return whole.hexdigest()


def _hash_rows(
    connection: duckdb.DuckDBPyConnection,
    schema: str,
    table: str,
    update: Callable[[bytes], None],
) -> None:
    columns = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = ? AND table_name = ? ORDER BY column_name",
        [schema, table],
    ).fetchall()
    fields = [
        f'"{name}" := {_as_text(name, kind)}'
        for name, kind in columns
        if not kind.startswith("TIMESTAMP")
    ]
    cursor = connection.execute(
        f"SELECT sha256(to_json(struct_pack({', '.join(fields)}))::VARCHAR) AS row_hash "
        f'FROM {schema}."{table}" ORDER BY row_hash'
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

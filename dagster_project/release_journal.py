"""What was published, publication by publication, kept when the files of a release are removed.

    published/000007-<release_id>/values.parquet   KPI values that differ from those before
    published/000007-<release_id>/cells.parquet    cells that came or went with that
    published/000007-<release_id>/external.parquet what outsiders saw otherwise than before
    published/000007-<release_id>/entry.json       when, by which move, and the release's manifest

One folder for each move of the release pointer (`releases/history.json`), rollbacks too: readers
saw those numbers. An entry holds only what differs from the entries before it, so the values of
any past release are the newest rows up to its entry, and refreshes that change little cost little.
Nothing is computed here but which rows are equal; by how much a number changed is dbt's to say.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.release_content import (
    KEY,
    NUMBERS,
    RELEASE_FILE,
    SCHEMA,
    UNNAMED_RELEASE,
    quoted,
    same_number,
)
from dagster_project.release_external import SEEN, SEEN_TYPES, newly_seen
from dagster_project.release_history import history
from dagster_project.warehouse_build import TIME_ZONE
from ingest.connect_duckdb import connect
from ingest.durable import flush_file, flush_folder, put_in_place
from ingest.home import published_dir, releases_dir

VALUES, CELLS, ENTRY = "values.parquet", "cells.parquet", "entry.json"
_MAKING = ".making-"
_MANIFEST = "manifest.json"
_VALUE_TYPES = {
    **dict.fromkeys((*KEY, "area_kind"), "VARCHAR"),
    **dict.fromkeys(NUMBERS, "DOUBLE"),
    "value_state": "VARCHAR",  # null: the value was published before and is there no more
}
_CELL_TYPES = {
    **dict.fromkeys(("kpi_id", "commune_code", "period", "role", "kind", "load_id"), "VARCHAR"),
    **dict.fromkeys(("file_name", "file_sha256", "form", "sheet", "cell"), "VARCHAR"),
    "row": "INTEGER",
    "column_name": "VARCHAR",
    "value": "DOUBLE",
    "weight": "DOUBLE",
    "entity_key": "VARCHAR",
    "zone_code": "VARCHAR",
}
_PUBLICATION_TYPES = {
    "publication_no": "INTEGER",
    "release_id": "VARCHAR",
    "previous_release_id": "VARCHAR",
    "action": "VARCHAR",
    "published_at": "TIMESTAMP",
    "rules_hash": "VARCHAR",
}
# What `export_journal` writes: name -> column -> type.
JOURNAL_EXPORTS = {
    "publications": _PUBLICATION_TYPES,
    "published_values": {"publication_no": "INTEGER", **_VALUE_TYPES},
    "published_cells": {"publication_no": "INTEGER", "side": "VARCHAR", **_CELL_TYPES},
    "current_cells": _CELL_TYPES,
    "published_external": {"publication_no": "INTEGER", **SEEN_TYPES},
}
# What an entry may hold of each of these; one of an older version may lack it.
_PARTS = {"published_values": VALUES, "published_cells": CELLS, "published_external": SEEN}
# Columns that releases made before they existed do not have.
_BEFORE = {"period_span": "'quarter'"}


@dataclass(frozen=True)
class Entry:
    """One publication.

    Attributes:
        number: its place, from 1, the same as that of the move in the history.
        release_id: the release that came into force.
        path: its folder.
    """

    number: int
    release_id: str
    path: Path

    def read(self) -> dict:
        """When, by which move and by whom, and the manifest of the release."""
        return json.loads((self.path / ENTRY).read_text(encoding="utf-8"))


def entries() -> list[Entry]:
    """All publications, oldest first."""
    found = []
    for path in sorted(published_dir().glob("[0-9]*-*")):
        number, _, release_id = path.name.partition("-")
        found.append(Entry(int(number), release_id, path))
    return found


def bring_up_to_date() -> None:
    """Write the entries of the moves that have none yet. Call with the refresh lock held.

    A release whose file is gone before it could be written down (releases of older versions of
    the product) changes nothing: what it held that still stands is in the next entry.
    """
    for path in published_dir().glob(f"{_MAKING}*"):
        shutil.rmtree(path)
    written = entries()
    last = written[-1].number if written else 0
    for number, move in list(enumerate(history(), start=1))[last:]:
        if (releases_dir() / move["release_id"] / RELEASE_FILE).is_file():
            _write(number, move)


def _write(number: int, move: dict) -> None:
    """Write one entry; it appears whole or not at all."""
    name = f"{number:06d}-{move['release_id']}"
    making = published_dir() / f"{_MAKING}{name}"
    making.mkdir()
    folder = releases_dir() / move["release_id"]
    before = releases_dir() / (move["previous"] or "-") / RELEASE_FILE
    with connect() as connection:
        _attach(connection, folder / RELEASE_FILE, "now")
        _copy(connection, _changed_values(connection), making / VALUES)
        if before.is_file():
            _attach(connection, before, "before")
        _copy(connection, _changed_cells(connection, before.is_file()), making / CELLS)
        seen = newly_seen(connection, folder, [entry.path for entry in entries()])
        _copy(connection, seen, making / SEEN)
    manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    entry = {"publication_no": number, **move, "manifest": manifest}
    text = json.dumps(entry, ensure_ascii=False, indent=1)
    (making / ENTRY).write_text(text, encoding="utf-8")
    for part in (VALUES, CELLS, SEEN, ENTRY):
        flush_file(making / part)
    flush_folder(making)
    put_in_place(making, published_dir() / name)


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    connection.execute(f"ATTACH '{quoted(path)}' AS {name} (READ_ONLY)")


def _copy(connection: duckdb.DuckDBPyConnection, query: str, target: Path) -> None:
    connection.execute(f"COPY ({query}) TO '{quoted(target)}' (FORMAT parquet)")


def select_values(connection: duckdb.DuckDBPyConnection, database: str) -> str:
    """Query for the KPI values of an attached release, with the columns of the journal."""
    return _select(connection, database, "fct_kpi_values", _VALUE_TYPES)


def _select(
    connection: duckdb.DuckDBPyConnection, database: str, table: str, types: dict[str, str]
) -> str:
    held = {
        name
        for (name,) in connection.execute(
            "SELECT column_name FROM information_schema.columns "
            "WHERE table_catalog = ? AND table_schema = ? AND table_name = ?",
            [database, SCHEMA, table],
        ).fetchall()
    }
    columns = ", ".join(
        f"CAST({chr(34) + name + chr(34) if name in held else _BEFORE.get(name, 'NULL')} "
        f'AS {kind}) AS "{name}"'
        for name, kind in types.items()
    )
    return f"SELECT {columns} FROM {database}.{SCHEMA}.{table}"


def values_as_of(number: int) -> str:
    """Query for all values that stood published after a publication.

    Args:
        number: of the publication; 0 is before the first.
    """
    files = [quoted(entry.path / VALUES) for entry in entries() if entry.number <= number]
    columns = ", ".join(_VALUE_TYPES)
    if not files:
        typed = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in _VALUE_TYPES.items())
        return f"SELECT {typed} WHERE false"
    listed = ", ".join(f"'{path}'" for path in files)
    newest = f"PARTITION BY {', '.join(KEY)} ORDER BY filename DESC"  # names sort by number
    return (
        f"SELECT {columns} FROM (SELECT *, row_number() OVER ({newest}) AS recency "
        f"FROM read_parquet([{listed}], filename = true)) "
        "WHERE recency = 1 AND value_state IS NOT NULL"
    )


def _changed_values(connection: duckdb.DuckDBPyConnection) -> str:
    """Values of the release that differ from the journal, and those that are there no more."""
    written = entries()
    before = values_as_of(written[-1].number if written else 0)
    differ = " OR ".join(f"NOT {same_number(f'o.{name}', f'n.{name}')}" for name in NUMBERS)
    taken = ", ".join(
        [f"{name} AS {name}" for name in KEY]
        + ["coalesce(n.area_kind, o.area_kind) AS area_kind"]
        + [f"n.{name} AS {name}" for name in (*NUMBERS, "value_state")]
    )
    return (
        f"SELECT {taken} FROM ({before}) o FULL JOIN ({select_values(connection, 'now')}) n "
        f"USING ({', '.join(KEY)}) "
        f"WHERE o.value_state IS DISTINCT FROM n.value_state OR {differ} ORDER BY ALL"
    )


def _changed_cells(connection: duckdb.DuckDBPyConnection, has_before: bool) -> str:
    """Cells that the release has and the one before had not, and the other way round."""
    now = _select(connection, "now", "fct_kpi_cells", _CELL_TYPES)
    if not has_before:
        return f"SELECT 'new' AS side, * FROM ({now}) WHERE false"
    before = _select(connection, "before", "fct_kpi_cells", _CELL_TYPES)
    return (
        f"SELECT 'new' AS side, * FROM ({now} EXCEPT ALL {before}) UNION ALL "
        f"SELECT 'old' AS side, * FROM ({before} EXCEPT ALL {now}) ORDER BY ALL"
    )


def export_journal(target: Path, rules: str) -> None:
    """Write the journal beside a build, in the shape that dbt reads.

    Args:
        target: folder; gets `publications`, `published_values`, `published_cells`,
            `published_external` (what changed) and `current_cells` (all cells of the release in
            force), each with all its columns even where nothing was published yet. The last row
            of `publications` is the build.
        rules: hash of the rules by which the build is made.
    """
    written = entries()
    with connect() as connection:
        for name, part in _PARTS.items():
            types = JOURNAL_EXPORTS[name]
            # An entry may be of a version of the product that had fewer columns.
            rows = " UNION ALL BY NAME ".join(
                [_cast("", types)]
                + [
                    f"SELECT {entry.number} AS publication_no, * "
                    f"FROM read_parquet('{quoted(entry.path / part)}')"
                    for entry in written
                    if (entry.path / part).is_file()
                ]
            )
            _copy(connection, _cast(rows, types), target / f"{name}.parquet")
        current = releases_dir() / "current" / RELEASE_FILE
        cells = ""
        if current.is_file():
            _attach(connection, current.resolve(), "current_release")
            cells = _select(connection, "current_release", "fct_kpi_cells", _CELL_TYPES)
        _copy(connection, _cast(cells, _CELL_TYPES), target / "current_cells.parquet")
        _export_publications(connection, written, rules, target / "publications.parquet")


def _name(column: str) -> str:
    return f'"{column}"'


def _cast(rows: str, types: dict[str, str]) -> str:
    """The rows with these columns; none where there is no query."""
    columns = ", ".join(
        f'CAST({_name(name) if rows else "NULL"} AS {kind}) AS "{name}"'
        for name, kind in types.items()
    )
    return f"SELECT {columns} FROM ({rows})" if rows else f"SELECT {columns} WHERE false"


def _export_publications(
    connection: duckdb.DuckDBPyConnection, written: list[Entry], rules: str, target: Path
) -> None:
    last = written[-1] if written else None
    number = max(last.number if last else 0, len(history())) + 1
    connection.execute(
        "CREATE TEMP TABLE publications "
        f"({', '.join(f'{name} {kind}' for name, kind in _PUBLICATION_TYPES.items())})"
    )
    rows = [
        (
            entry.number,
            entry.release_id,
            read["previous"],
            read["action"],
            _wall_time(read["at"]),
            read["manifest"]["rules_hash"],
        )
        for entry, read in ((entry, entry.read()) for entry in written)
    ]
    rows.append(
        (number, UNNAMED_RELEASE, last.release_id if last else None, "published", None, rules)
    )
    connection.executemany("INSERT INTO publications VALUES (?, ?, ?, ?, ?, ?)", rows)
    _copy(connection, "SELECT * FROM publications ORDER BY 1", target)


def _wall_time(moment: str) -> datetime:
    return datetime.fromisoformat(moment).astimezone(TIME_ZONE).replace(tzinfo=None)

"""Grows a home's lake and ledger by copies of its loads in other quarters, without reading a file.

For benchmarks: the copies are as many and as large as real loads, their figures are those of the
quarter they were copied from, and what they say of a commune is of no interest. Files of which
nothing was stored are not copied.
"""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from ingest.home import ledger_path, loads_dir
from ingest.lake.write_lake import EMPTY

# parents first; columns that number the rows themselves are left to the database
_TABLES = (
    ("submissions", "attempt_seq"),
    ("submission_items", None),
    ("loads", "load_seq"),
    ("load_tables", None),
    ("load_coverage", None),
)
_QUARTER_DAYS = 91


def shifted(period: str, quarters: int) -> str:
    """A quarter so many quarters later, or earlier when negative."""
    ordinal = int(period[:4]) * 4 + int(period[5]) - 1 + quarters
    return f"{ordinal // 4}Q{ordinal % 4 + 1}"


def grow(quarters: int, load_ids: list[str] | None = None, mark: str | None = None) -> int:
    """Copy loads into a quarter so many quarters later, or earlier when negative.

    Args:
        quarters: by how many.
        load_ids: which loads; None copies every load of the home.
        mark: what is put behind the names of the copies, when not by quarter.

    Returns:
        How many loads were copied.
    """
    mark = mark or f"{'m' if quarters < 0 else 'p'}{abs(quarters):02d}"
    wanted = load_ids or sorted(path.name for path in loads_dir().iterdir() if path.name != EMPTY)
    for load_id in wanted:
        _copy_files(loads_dir() / load_id, loads_dir() / f"{load_id}{mark}", quarters)
    with sqlite3.connect(ledger_path()) as book:
        book.row_factory = sqlite3.Row
        for table, numbered in _TABLES:
            _copy_rows(book, table, numbered, set(wanted), mark, quarters)
    return len(wanted)


def _copy_files(source: Path, target: Path, quarters: int) -> None:
    target.mkdir()
    (target / "load.json").write_bytes((source / "load.json").read_bytes())
    for path in source.glob("*.parquet"):
        frame = pl.read_parquet(path)
        days = [name for name, kind in frame.schema.items() if kind == pl.Date]
        periods = {
            period: shifted(period, quarters) for period in set(frame["period"].drop_nulls())
        }
        frame.with_columns(
            pl.lit(target.name).alias("load_id"),
            pl.col("period").replace(periods),
            *(pl.col(name) + pl.duration(days=_QUARTER_DAYS * quarters) for name in days),
        ).write_parquet(target / path.name)


def _copy_rows(
    book: sqlite3.Connection,
    table: str,
    numbered: str | None,
    wanted: set[str],
    mark: str,
    quarters: int,
) -> None:
    submitted = {
        row["submission_id"]
        for row in book.execute("select submission_id, load_id from submissions")
        if row["load_id"] in wanted
    }
    by_load = table not in ("submissions", "submission_items")
    column, known = ("load_id", wanted) if by_load else ("submission_id", submitted)
    made = []
    for row in map(dict, book.execute(f"select * from {table}").fetchall()):
        if row[column] not in known:
            continue
        row.pop(numbered, None)
        for name in ("load_id", "identity", "submission_id", "delivery_key", "reading_key"):
            if row.get(name):
                row[name] += mark
        for name in ("period", "stated_period"):
            if row.get(name):
                row[name] = shifted(row[name], quarters)
        if row.get("received_at"):
            moment = datetime.fromisoformat(row["received_at"])
            row["received_at"] = (moment + timedelta(days=_QUARTER_DAYS * quarters)).isoformat()
        if row.get("receipt_seq"):
            row["receipt_seq"] += 100_000 * (quarters + 100 * (2 if mark == "late" else 1))
        made.append(row)
    for row in made:
        names = ", ".join(row)
        marks = ", ".join("?" * len(row))
        book.execute(f"insert into {table} ({names}) values ({marks})", tuple(row.values()))

"""The journal of publications in the shape dbt reads; without rows nothing was published."""

from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.release_journal import JOURNAL_EXPORTS

TYPES = {
    "VARCHAR": pl.String,
    "INTEGER": pl.Int32,
    "DOUBLE": pl.Float64,
    "TIMESTAMP": pl.Datetime("us"),
}
THE_BUILD = {
    "publication_no": 1,
    "release_id": "chưa công bố",
    "action": "published",
    "rules_hash": "rules",
}


def write_published(folder: Path, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Write the tables of the journal.

    Args:
        folder: gets one Parquet file a table.
        rows: rows by table; a table that is not named is empty, and of publications there is
            the build alone.
    """
    for name, types in JOURNAL_EXPORTS.items():
        given = rows.get(name, [THE_BUILD] if name == "publications" else [])
        schema = {column: TYPES[kind] for column, kind in types.items()}
        pl.DataFrame(given, schema=schema).write_parquet(folder / f"{name}.parquet")

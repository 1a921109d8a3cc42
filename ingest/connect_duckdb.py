"""DuckDB without its progress bar, which is English and lands in what a command prints."""

from pathlib import Path

import duckdb


def connect(
    file: Path | str = ":memory:", *, read_only: bool = False, config: dict | None = None
) -> duckdb.DuckDBPyConnection:
    """Open a DuckDB file, or a database in memory.

    Args:
        file: its path.
        read_only: leave it as it is.
        config: settings of the whole database.
    """
    connection = duckdb.connect(str(file), read_only=read_only, config=config or {})
    connection.execute("set enable_progress_bar = false")
    return connection

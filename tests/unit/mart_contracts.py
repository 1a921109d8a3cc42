"""The marts as their contracts in dbt describe them, for tests that need tables but no dbt."""

from functools import cache
from typing import Any

import duckdb
import yaml

from dashboards.release_reader import DEFAULT_HOME

MARTS = DEFAULT_HOME.parent / "dbt" / "models" / "marts"


@cache
def mart_contracts() -> dict[str, list[dict[str, Any]]]:
    """Name of every mart -> its columns as the yml files give them.

    What outsiders see (`ext_…`) has the columns of the mart it stands for, described with it.
    """
    return {
        model["name"]: model["columns"]
        for path in sorted(MARTS.glob("*.yml"))
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", [])
        if not model["name"].startswith("ext_")
    }


def create_missing_marts(connection: duckdb.DuckDBPyConnection) -> set[str]:
    """Create every mart that the database lacks, empty, as its contract has it.

    Args:
        connection: a database with the schema `marts`.

    Returns:
        Names of the tables that were created.
    """
    there = connection.execute(
        "select table_name from information_schema.tables where table_schema = 'marts'"
    ).fetchall()
    missing = mart_contracts().keys() - {name for (name,) in there}
    for name in sorted(missing):
        columns = ", ".join(f'"{c["name"]}" {c["data_type"]}' for c in mart_contracts()[name])
        connection.execute(f"create table marts.{name} ({columns})")
    return missing

"""What outsiders saw of each publication: its part of the journal.

    releases/<release_id>/withheld.parquet              which values are withheld, by which rule
    published/000007-<release_id>/external.parquet      what outsiders saw otherwise than before

The rule that withholds a value tells of the value, so it stands in no external file; the next build
needs it, to withhold what a new release less an old one would tell (dbt/models/external).
"""

from pathlib import Path

import duckdb

from dagster_project.release_content import (
    EXTERNAL_FILE,
    KEY,
    NUMBERS,
    SCHEMA,
    WITHHELD_FILE,
    quoted,
    same_number,
)

SEEN = "external.parquet"
RULE = ("withheld_by", "withheld_measures")
SEEN_TYPES = {
    **dict.fromkeys(KEY, "VARCHAR"),
    **dict.fromkeys(NUMBERS, "DOUBLE"),
    "withheld_by": "VARCHAR",  # null: outsiders saw it; `gone`: there no more
    "withheld_measures": "VARCHAR",  # by rule `area`: which of its numbers
}


def newly_seen(connection: duckdb.DuckDBPyConnection, release: Path, before: list[Path]) -> str:
    """Query for what outsiders see of a release otherwise than before.

    Args:
        connection: gets the external file attached as `outside`.
        release: folder of the release; of a version of the product without external files
            outsiders saw nothing.
        before: folders of the journal's entries, oldest first.
    """
    old = seen_as_of(before)
    new = _nothing()
    if (release / EXTERNAL_FILE).is_file():
        connection.execute(f"ATTACH '{quoted(release / EXTERNAL_FILE)}' AS outside (READ_ONLY)")
        held = f"read_parquet('{quoted(release / WITHHELD_FILE)}')"
        numbers = ", ".join(f"v.{name}" for name in NUMBERS)
        new = (
            f"SELECT {', '.join(KEY)}, {numbers}, {', '.join(f'w.{name}' for name in RULE)} "
            f"FROM outside.{SCHEMA}.fct_kpi_values v LEFT JOIN {held} w USING ({', '.join(KEY)})"
        )
    differ = [f"NOT {same_number(f'o.{name}', f'n.{name}')}" for name in NUMBERS]
    differ += [f"o.{name} IS DISTINCT FROM n.{name}" for name in RULE]
    taken = [*KEY, *(f"n.{name}" for name in NUMBERS)]
    taken += ["CASE WHEN n.there THEN n.withheld_by ELSE 'gone' END AS withheld_by"]
    return (
        f"SELECT {', '.join([*taken, 'n.withheld_measures'])} "
        f"FROM (SELECT *, true AS there FROM ({old}) WHERE withheld_by IS DISTINCT FROM 'gone') o "
        f"FULL JOIN (SELECT *, true AS there FROM ({new})) n USING ({', '.join(KEY)}) "
        f"WHERE o.there IS DISTINCT FROM n.there OR {' OR '.join(differ)} ORDER BY ALL"
    )


def seen_as_of(entries: list[Path]) -> str:
    """Query for what outsiders knew after the last of some publications.

    Args:
        entries: folders of the journal, oldest first; those before there were external files have
            no such part.
    """
    files = [path / SEEN for path in entries if (path / SEEN).is_file()]
    if not files:
        return _nothing()
    listed = ", ".join(f"'{quoted(path)}'" for path in files)
    newest = f"PARTITION BY {', '.join(KEY)} ORDER BY filename DESC"  # names sort by number
    return (
        f"SELECT {', '.join(SEEN_TYPES)} FROM (SELECT *, row_number() OVER ({newest}) AS recency "
        f"FROM read_parquet([{listed}], filename = true)) WHERE recency = 1"
    )


def _nothing() -> str:
    columns = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in SEEN_TYPES.items())
    return f"SELECT {columns} WHERE false"

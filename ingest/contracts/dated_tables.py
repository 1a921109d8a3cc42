"""Small dated tables of ``data/reference`` that forms look values up in: ceilings, code lists.

Each row holds from ``valid_from`` to ``valid_to``, both included and either empty for no limit.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.reference import REFERENCE_DIR


@dataclass(frozen=True, slots=True)
class DatedRow:
    """One row of a dated table; ``fields`` holds all its cells as text."""

    fields: dict[str, str]
    valid_from: date
    valid_to: date

    def holds(self, on: date | None) -> bool:
        """Whether the row is in force on a day; None asks for no day."""
        return on is None or self.valid_from <= on <= self.valid_to


@cache
def dated_table(name: str) -> tuple[DatedRow, ...]:
    """Rows of ``data/reference/<name>.csv``.

    Raises:
        OSError: there is no such table.
    """
    with (REFERENCE_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(
            DatedRow(
                row,
                date.fromisoformat(row["valid_from"]) if row["valid_from"] else date.min,
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else date.max,
            )
            for row in csv.DictReader(handle)
        )


@cache
def keyed_table(
    name: str, keys: tuple[str, ...], value: str
) -> dict[tuple[str, ...], tuple[tuple[date, date, float], ...]]:
    """A dated table for look-ups: key cells → (from, to, number) of each row with them.

    Args:
        name: file in data/reference, without .csv.
        keys: its key columns.
        value: its column of numbers.
    """
    found: dict[tuple[str, ...], tuple[tuple[date, date, float], ...]] = {}
    for row in dated_table(name):
        key = tuple(row.fields[column] for column in keys)
        entry = row.valid_from, row.valid_to, float(row.fields[value])
        found[key] = (*found.get(key, ()), entry)
    return found

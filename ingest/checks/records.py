"""All records of one table while it is judged, by column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.cells.read_cells import Value
from ingest.checks.table_rows import TableColumn, TableRows
from ingest.values.fold_text import nfc


@dataclass(slots=True)
class Records(TableRows):
    """All records of a table, accepted or rejected, with what never leaves this process.

    Attributes:
        raws: cells of each column, for messages.
        identities: everything each record says, personal texts too, to recognise exact copies.
        rejected: records, from 0, that do not count.
    """

    raws: dict[str, list[Value]] = field(default_factory=dict)
    identities: list[tuple[Any, ...]] = field(default_factory=list)
    rejected: set[int] = field(default_factory=set)

    def name(self, column: str, number: int) -> str | None:
        """The text of a cell as written, None when it is no text."""
        raw = self.raws[column][number] if column in self.raws else None
        return nfc(raw) if type(raw) is str else None

    def without_copies(self, kept: Sequence[int]) -> "Records":
        """The records that are kept, numbered anew."""
        rows = TableRows.take(self, kept)
        return Records(
            rows.rows,
            rows.columns,
            {name: [raws[n] for n in kept] for name, raws in self.raws.items()},
            [self.identities[n] for n in kept],
            {new for new, n in enumerate(kept) if n in self.rejected},
        )

    def values(self, column: str) -> list[Any]:
        """Values of a column, None where a record has none."""
        found = self.columns.get(column)
        return found.values if found else [None] * len(self.rows)


def in_order(batches: list[tuple[Sequence[int], Records]]) -> Records:
    """The records of all quarters by row, then by quarter."""
    order = sorted(
        (place, number, n)
        for number, (places, _) in enumerate(batches)
        for n, place in enumerate(places)
    )
    parts = [(batches[number][1], n) for _, number, n in order]
    joined = Records([part.rows[n] for part, n in parts])
    for name in dict.fromkeys(name for _, part in batches for name in part.columns):
        found = [(part.columns.get(name), part, n) for part, n in parts]
        joined.columns[name] = TableColumn(
            [column.values[n] if column else None for column, _, n in found],
            [column.states[n] if column else None for column, _, n in found],
            moved={at: part.cell(name, n) for at, (_, part, n) in enumerate(found)},
        )
        joined.raws[name] = [part.raws[name][n] if name in part.raws else None for part, n in parts]
    joined.identities = [part.identities[n] for part, n in parts]
    joined.rejected = {at for at, (part, n) in enumerate(parts) if n in part.rejected}
    return joined

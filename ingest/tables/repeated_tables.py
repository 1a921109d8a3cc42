"""Tables that stand in a file twice: below the signature, or on another sheet."""

from collections.abc import Iterable
from typing import Any, Literal

from ingest.cells.read_cells import Sheet
from ingest.checks.table_rows import row_count, table_rows
from ingest.tables.find_tables import Table
from ingest.values.fold_text import fold

Identity = tuple[Any, ...]
Body = tuple[Sheet, Table, list[int]]  # with the detail rows


class RepeatedTables:
    """Remembers the tables of one file."""

    def __init__(self) -> None:
        self._on_sheet: dict[Identity, list[Body]] = {}
        self._tables: list[dict[str, Any]] = []

    def is_copy_below_signature(
        self,
        sheet: Sheet,
        table: Table,
        period: str | None,
        commune: tuple[str, str | None] | None,
        rows: Iterable[int],
    ) -> Literal["copy", "overlap"] | None:
        """Whether a table below a sign-off reports again what one above it reports, all or some.

        Args:
            sheet: the table's sheet.
            table: the table.
            period: its quarter.
            commune: the one commune that it is about.
            rows: its detail rows; a table of other communes or cases is no copy.
        """
        quarters = frozenset((column.year, column.quarter) for column in table.matched)
        identity = (id(sheet), table.form.id, period, commune and commune[0], quarters)
        seen = self._on_sheet.setdefault(identity, [])
        seen.append((sheet, table, [*rows]))
        if len(seen) < 2 or not table.signed_before:
            return None
        names, *before = (_names(*body) for body in reversed(seen))
        known = set().union(*before)
        if names and not names & known:
            return None
        return "copy" if names <= known else "overlap"

    def is_copy(self, form: str, result: dict[str, Any]) -> bool:
        """Whether a table's accepted records equal those of a table read before."""
        if row_count(result) == 0 or result["rows_rejected"]:
            return False
        seen = any(
            other["form"] == form
            and other["period"] == result["period"]
            and row_count(other) == row_count(result)
            and _values(other) == _values(result)
            for other in self._tables
        )
        self._tables.append(result)
        return seen


def _names(sheet: Sheet, table: Table, rows: Iterable[int]) -> set[str]:
    """What tells the rows of a table apart: communes of a summary, cases of a list."""
    keys = [c.index for c in table.matched if c.name in table.form.one_row_per and not c.quarter]
    said = ([sheet.at(row, key) for key in keys] for row in rows) if keys else ()
    return {fold(" | ".join(map(str, texts))) for texts in said if any(texts)}


def _values(table: dict[str, Any]) -> dict[str, list[Any]]:
    return {name: column.values for name, column in table_rows(table).columns.items()}

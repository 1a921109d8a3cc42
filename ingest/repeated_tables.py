"""Tables that stand in a file twice: below the signature, or on another sheet."""

import json
from typing import Any

from ingest.find_tables import Table
from ingest.read_cells import Sheet
from ingest.table_rows import row_count, row_dicts

Identity = tuple[Any, ...]


class RepeatedTables:
    """Remembers the tables of one file."""

    def __init__(self) -> None:
        self._on_sheet: dict[Identity, int] = {}
        self._contents: set[tuple[str, str]] = set()

    def is_copy_below_signature(
        self, sheet: Sheet, table: Table, period: str | None, commune: tuple[str, str] | None
    ) -> bool:
        """Whether a table below a sign-off reports again what one above it reports."""
        quarters = frozenset((column.year, column.quarter) for column in table.matched)
        identity = (id(sheet), table.form.id, period, commune and commune[0], quarters)
        seen = identity in self._on_sheet
        self._on_sheet[identity] = table.top
        return seen and table.signed_before

    def is_copy(self, form: str, result: dict[str, Any]) -> bool:
        """Whether a table's accepted records equal those of a table read before."""
        if row_count(result) == 0 or result["rows_rejected"]:
            return False
        values = [row["values"] for row in row_dicts(result)]
        content = json.dumps([result["period"], values], sort_keys=True, ensure_ascii=False)
        key = form, content
        seen = key in self._contents
        self._contents.add(key)
        return seen

"""Rows of cells that may span rows and columns, laid out on one grid within the limit of cells."""

import re
from dataclasses import dataclass, field

from ingest.cells.scan_structure import Extent
from ingest.cells.sheet import ErrorCell, Sheet, Value, cell_value, put, shown_value
from ingest.reader_limits import Limits

_AROUND_BREAK = re.compile(" *\\n[ \\n]*")


@dataclass(slots=True)
class CellDraft:
    """A cell before it has a place.

    Attributes:
        across: columns that it spans.
        down: rows that it spans.
        hidden: not shown.
        known: its value where the file states it, else None.
        texts: pieces of its shown text.
    """

    across: int = 1
    down: int = 1
    hidden: bool = False
    known: Value = None
    texts: list[str] = field(default_factory=list)

    @property
    def value(self) -> Value:
        """The stated value, else the shown text."""
        text = _AROUND_BREAK.sub("\n", "".join(self.texts)).strip(" \n")
        shown = shown_value(text)
        # LibreOffice states 0 behind an error; a number stands only behind what is shown
        if self.known is None or shown is None or isinstance(shown, ErrorCell):
            return shown
        return cell_value(self.known)


class RowLayout:
    """The grid being filled, row after row.

    Args:
        limits: what the file may cost.
    """

    def __init__(self, limits: Limits) -> None:
        self.extent = Extent(limits)
        self.grid: list[list[Value]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.row, self.column, self.is_open = 0, 0, False
        self.top = 0  # first row of the table
        self.reaching: dict[int, int] = {}  # column -> last row that a cell above still takes
        self.hidden_cells: set[tuple[int, int]] = set()

    def start_table(self) -> None:
        """Begin a table on the next row."""
        self.end_row()
        self.reaching.clear()
        self.top = self.row

    def start_row(self, hidden: bool) -> None:
        """Begin a row of a table."""
        self.is_open, self.column = True, 0
        if hidden:
            self.hidden_rows.add(self.row)

    def end_row(self) -> None:
        """End the row, if one is begun."""
        if self.is_open:
            self.is_open = False
            self.row += 1

    def add_text(self, text: str) -> None:
        """A row with one text."""
        self.end_row()
        for line in filter(str.strip, text.split("\n")):
            self.extent.reach(self.row, 0)
            put(self.grid, self.row, 0, shown_value(line.strip(" ")))
            self.row += 1
        self.top = self.row

    def add_cell(self, cell: CellDraft) -> None:
        """Place a cell at the next free column of the row."""
        if not self.is_open:
            self.start_row(False)
        while self.reaching.get(self.column, -1) >= self.row:
            self.column += 1
        left, right = self.column, self.column + cell.across - 1
        self.column = right + 1
        value = cell.value
        if value is None and cell.across == cell.down == 1:
            return
        self.extent.reach(self.row, right)
        put(self.grid, self.row, left, value)
        if cell.hidden and value is not None:
            self.hidden_cells.add((self.row, left))
        if cell.down > 1:
            self.reaching.update(dict.fromkeys(range(left, right + 1), self.row + cell.down - 1))
        if cell.across > 1 or cell.down > 1:
            self.merges.append((self.row, left, self.row + cell.down - 1, right))

    def end_table(self, hidden_columns: set[int]) -> None:
        """End a table: what spans rows ends with it, hidden columns are known.

        Args:
            hidden_columns: columns that the table declares hidden.
        """
        self.end_row()
        self.reaching.clear()
        bottom = self.row - 1
        for place in range(len(self.merges) - 1, -1, -1):
            top, left, low, right = self.merges[place]
            if top < self.top:
                break
            self.merges[place] = top, left, min(low, bottom), right
        self._hide(hidden_columns)
        self.top = self.row

    def _hide(self, columns: set[int]) -> None:
        """Columns whose cells are all hidden are hidden; of other hidden cells, their rows."""
        rows = range(self.top, min(self.row, len(self.grid)))
        shown = {
            column
            for row in rows
            if row not in self.hidden_rows
            for column, value in enumerate(self.grid[row])
            if value is not None and (row, column) not in self.hidden_cells
        }
        shown -= columns
        self.hidden_rows |= {row for row, column in self.hidden_cells if column in shown}
        self.hidden_columns |= columns
        self.hidden_columns |= {column for _, column in self.hidden_cells if column not in shown}
        self.hidden_cells.clear()

    def sheet(self, name: str) -> Sheet:
        """The finished sheet."""
        self.end_table(set())
        merges = [merge for merge in self.merges if merge[0] < len(self.grid)]
        return Sheet(
            name,
            self.grid,
            merges,
            hidden_rows={row for row in self.hidden_rows if row < len(self.grid)},
            hidden_columns=self.hidden_columns,
        )

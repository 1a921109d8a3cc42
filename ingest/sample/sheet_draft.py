"""A sheet as it will be drawn: cells, merges, widths. The writers turn it into a file format."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Formula:
    """A formula with the result that the agency's program kept beside it."""

    text: str
    result: int | float


@dataclass(frozen=True)
class Spelled:
    """A cell whose text and true value are both given, where its column has no rule of its own."""

    cell: str
    truth: object


CellValue = str | int | float | date | Formula | None

# "mark" says that figures are made up; from "header" on the cells are boxed
STYLES = (
    "plain",
    "bold",
    "centre",
    "title",
    "italic",
    "mark",
    "header",
    "text",
    "tick",
    "total",
    "number",
    "money",
    "date",
)
BOXED = STYLES[STYLES.index("header") :]


def address(row: int, column: int) -> str:
    """Spreadsheet address of a 0-based cell, e.g. (11, 2) -> "C12"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


@dataclass
class SheetDraft:
    """One sheet; rows and columns count from 0.

    Attributes:
        cells: (row, column) -> (value, style name of `STYLES`).
        merges: (first row, first column, last row, last column), both ends inside.
        widths: column -> width in characters.
        heights: row -> height in points.
    """

    name: str
    cells: dict[tuple[int, int], tuple[CellValue, str]] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden: bool = False

    def put(self, row: int, column: int, value: CellValue, style: str = "plain") -> None:
        """Set one cell; an empty text is kept only if its style draws a border."""
        self.cells[row, column] = (value, style)

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Merge a range if it is more than one cell."""
        if (row, column) != (last_row, last_column):
            self.merges.append((row, column, last_row, last_column))

    @property
    def size(self) -> tuple[int, int]:
        """Number of rows and columns up to the last cell."""
        rows = max((row for row, _ in self.cells), default=-1) + 1
        columns = max((column for _, column in self.cells), default=-1) + 1
        return rows, columns

"""A sheet as every container reader gives it: a dense grid of cells with true addresses."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain, repeat
from math import isfinite
from typing import Any

Value = str | int | float | bool | date | datetime | None

# what spreadsheet programs show where a formula fails
ERRORS = frozenset(
    (
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"),
        *("#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#GETTING_DATA"),
        *("Err:502", "Err:508", "Err:509", "Err:511", "Err:522", "Err:523"),  # LibreOffice
    )
)


class ErrorCell(str):
    """A cell that shows a spreadsheet error such as ``#REF!``."""

    __slots__ = ()


class UncalculatedCell(str):
    """A cell whose formula has no stored result."""

    __slots__ = ()


@dataclass(frozen=True, eq=False, slots=True)
class Shape:
    """The types of a row's cells; one object for all rows of a sheet that have the same.

    Attributes:
        types: the types.
        filled: how many cells are filled.
        numbers: how many are numbers (ticks too).
        texts: how many are plain texts.
    """

    types: tuple[type, ...]
    filled: int
    numbers: int
    texts: int

    @classmethod
    def of(cls, types: tuple[type, ...]) -> "Shape":
        """The shape of a row with cells of these types."""
        numbers = types.count(float) + types.count(int) + types.count(bool)
        return cls(types, len(types) - types.count(type(None)), numbers, types.count(str))


@dataclass(slots=True)
class Sheet:
    """One sheet as a dense grid from A1 on.

    Attributes:
        name: sheet name, decoded.
        grid: rows of cells; empty cells are None.
        merges: merged ranges as (top, left, bottom, right), from 0, inclusive.
        visible: False for hidden and very hidden sheets.
        hidden_rows: hidden rows, from 0.
        hidden_columns: hidden columns, from 0.
        page_texts: texts of page header and footer.
        fonts_told: legacy fonts have told how texts are encoded; most of the sheet need not.
        all_plain: known to hold no error cell and no formula never calculated.
    """

    name: str
    grid: list[list[Value]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    visible: bool = True
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    page_texts: list[str] = field(default_factory=list)
    fonts_told: bool = False
    all_plain: bool = False
    _texts: list[str] | None = field(default=None, init=False, repr=False)
    _shapes: list[Shape] | None = field(default=None, init=False, repr=False)

    @property
    def texts(self) -> list[str]:
        """The different texts of its cells; the grid must be complete when it is first asked."""
        if self._texts is None:
            self._texts = texts_in(self.grid)
        return self._texts

    def take_texts(self, texts: list[str]) -> None:
        """Take note of the different texts of the complete grid, where they are known anyway."""
        self._texts = texts

    @property
    def shapes(self) -> list[Shape]:
        """The shape of each row; of 50,000 rows a few hundred differ."""
        if self._shapes is None:
            rows = list(map(tuple, map(map, repeat(type), self.grid)))
            known = {types: Shape.of(types) for types in set(rows)}
            self._shapes = list(map(known.__getitem__, rows))
        return self._shapes

    @property
    def width(self) -> int:
        """Number of columns of the grid."""
        return max(map(len, self.grid), default=0)

    def at(self, row: int, column: int) -> Value:
        """Value of a cell; None outside the grid."""
        if 0 <= row < len(self.grid) and 0 <= column < len(self.grid[row]):
            return self.grid[row][column]
        return None


def texts_in(grid: list[list[Value]]) -> list[str]:
    """The different plain texts of a grid, in the order in which they were made.

    So they lie in memory: one after another they are looked at in half the time.
    """
    return _in_order({value for row in grid for value in row if type(value) is str})


def _in_order(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=id)


def address(row: int, column: int) -> str:
    """``C12`` for row 11, column 2 (both from 0)."""
    return f"{column_letters(column)}{row + 1}"


def column_letters(column: int) -> str:
    """``C`` for column 2 (from 0)."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def without_times(grid: list[list[Any]]) -> tuple[list[list[Value]], list[str] | None]:
    """A grid with times of day as texts, and no number ("nan", 1e999) as an error.

    Its blank texts stay (``read_cells`` drops them).

    Args:
        grid: values as the cell reader gives them.

    Returns:
        The grid and, where nothing had to be changed, its different texts.
    """
    different = set(chain.from_iterable(grid))
    types = set(map(type, different))
    numbers = [v for v in different if type(v) is float]
    # one number that is none makes the sum one; so may many large ones, of which none is
    odd = not isfinite(sum(numbers)) and not all(map(isfinite, numbers))
    if not odd and not types & {time, timedelta}:
        return grid, _in_order([v for v in different if type(v) is str])
    special = time | timedelta | float
    return [[cell_value(v) if isinstance(v, special) else v for v in row] for row in grid], None


def cell_value(value: object) -> Value:
    """A value as the grid holds it; a text of nothing but space is no value."""
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        return value if value.strip(" \t\r\n\xa0") else None
    if type(value) is float and not isfinite(value):
        return ErrorCell("#NUM!")  # "nan", 1e999: no number that anybody wrote
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return value  # type: ignore[return-value]


def shown_value(text: str) -> Value:
    """The value of a cell of which only the shown text is known; ``#REF!`` is an error."""
    return ErrorCell(text.strip()) if text.strip() in ERRORS else cell_value(text)


def put(grid: list[list[Value]], row: int, column: int, value: Value) -> None:
    """Set a cell, growing the grid as far as needed."""
    while len(grid) <= row:
        grid.append([])
    cells = grid[row]
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value

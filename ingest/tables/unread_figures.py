"""Figures of a sheet that no table took: a block that was not understood is said, never dropped.

Tables are found by their labels, so a block whose header is not understood would simply not be
there. After all tables of a sheet are read, every cell that holds a figure must lie in one of them
or in something already reported (a hidden part, a copy); blocks of others are findings.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ingest.cells.read_cells import Sheet, Value, address
from ingest.findings import Finding, Severity
from ingest.messages import finding
from ingest.tables.classify_rows import Kind
from ingest.tables.find_tables import Table
from ingest.tables.turn_tables import TurnedSheet

Place = tuple[int, int]  # row, column from 0

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:[.,\s]\d{3})+|\d{1,8})(?:[.,]\d+)?\s*%?")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})")
_YEARS = range(2015, 2041)  # a year beside a title or above a column is no figure
_NEAR = 2  # rows and columns; a block may have an empty row or column in it
_HEADER_ABOVE = 3  # rows between the label of a column and its first figure
_LONGEST_LABEL = 160  # characters
_MOST_CELLS = 100_000  # a larger block is said all the same, with where it begins
_MOST_SAID = 10


@dataclass(frozen=True, slots=True)
class Taken:
    """A table that was read, or reported as a copy.

    Attributes:
        sheet: the part of the sheet on which it was found.
        table: the table.
        kinds: kinds of its body rows.
    """

    sheet: Sheet
    table: Table
    kinds: dict[int, Kind]


def unread_figures(
    sheet: Sheet, taken: Sequence[Taken], knows: Callable[[str], bool], sure: bool = True
) -> list[Finding]:
    """Findings about blocks of figures outside all tables of a sheet.

    Args:
        sheet: the sheet as it was sent.
        taken: its tables.
        knows: whether a text is a label of some form; a block below two of them is a table.
        sure: False where only one form was looked for: what remains may be of another.
    """
    left = _cells_left(sheet, taken)
    said = [_finding(sheet, figures, "error") for figures in _beside_empty_columns(left, taken)]
    bodies = _detail_rows(taken)
    for block in _blocks(left):
        figures = sorted(place for place in block if is_figure(left[place]))
        labels = _labels(block, left, knows)
        if not any(_is_below(place, labels) for place in figures):
            more = _without_running_numbers(figures, left)
            if _is_block(more, left, bodies):
                figures = more
            elif not _goes_on(figures, left, taken):
                continue
        severity = "error" if sure and _most_in_a_row(labels) > 1 else None
        said.append(_finding(sheet, figures, severity))
    return said[:_MOST_SAID]


def _finding(sheet: Sheet, figures: list[Place], severity: Severity | None) -> Finding:
    rows, columns = {row for row, _ in figures}, {column for _, column in figures}
    place = f"{address(min(rows), min(columns))}:{address(max(rows), max(columns))}"
    found = f"{len(figures)} ô số"
    return finding("unread_figures", severity=severity, sheet=sheet.name, cell=place, found=found)


def _detail_rows(taken: Sequence[Taken]) -> frozenset[int]:
    return frozenset(
        row
        for one in taken
        if not isinstance(one.sheet, TurnedSheet)
        for row, kind in one.kinds.items()
        if kind == "detail"
    )


def _beside_empty_columns(
    left: dict[Place, Value], taken: Sequence[Taken]
) -> Iterator[list[Place]]:
    """Figures without a label beside a column of the table that has a label and no value.

    They are most likely that column's; they are taken out of what is left.
    """
    for one in taken:
        rows = _detail_rows([one])
        for column in one.table.matched:
            if not rows or any(one.sheet.at(row, column.index) is not None for row in rows):
                continue
            for beside in (column.index + 1, column.index - 1):
                places = [(row, beside) for row in sorted(rows)]
                figures = [place for place in places if is_figure(left.get(place))]
                if figures:
                    for place in figures:
                        del left[place]
                    yield figures
                    break


def is_figure(value: Value) -> bool:
    """Whether a cell holds a number or a date, typed or as text; no year, phone or identity."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int | float):
        return value not in _YEARS
    if isinstance(value, date):
        return True
    text = value.strip() if type(value) is str else ""
    return bool(_NUMBER.fullmatch(text) or _DATE.fullmatch(text)) and text not in _YEAR_TEXTS


_YEAR_TEXTS = frozenset(map(str, _YEARS))


def _cells_left(sheet: Sheet, taken: Sequence[Taken]) -> dict[Place, Value]:
    """Filled cells outside the tables and outside hidden rows and columns."""
    left: dict[Place, Value] = {}
    for rows, columns in _rows_with_columns_left(sheet, taken):
        for row in rows:
            if row in sheet.hidden_rows:
                continue
            cells = sheet.grid[row]
            for column in columns:
                value = cells[column] if column < len(cells) else None
                if value is not None and column not in sheet.hidden_columns:
                    left[row, column] = value
            if len(left) > _MOST_CELLS:
                return left
    return left


def _rows_with_columns_left(
    sheet: Sheet, taken: Sequence[Taken]
) -> Iterator[tuple[Iterable[int], list[int]]]:
    """Rows with those columns that no table takes there; long tables cost nothing."""
    spans = [span for one in taken for span in _spans(one)]
    edges = sorted({0, len(sheet.grid), *(edge for top, end, _ in spans for edge in (top, end))})
    for top, end in pairwise(edge for edge in edges if edge <= len(sheet.grid)):
        inside = [columns for first, last, columns in spans if first <= top < last]
        columns = [c for c in range(sheet.width) if not any(c in some for some in inside)]
        if columns:
            yield range(top, end), columns


def _spans(one: Taken) -> Iterator[tuple[int, int, frozenset[int]]]:
    """Rows (first, after last) of a table, and the columns it takes there.

    Rows of figures that the table could not place ("note") are not taken.
    """
    if isinstance(one.sheet, TurnedSheet):
        places = one.sheet.origins.values()
        rows, columns = {row for row, _ in places}, {column for _, column in places}
        yield min(rows), max(rows) + 1, frozenset(range(min(columns), max(columns) + 1))
        return
    own = frozenset(column.index for column in one.table.columns if column.kind != "empty")
    row = one.table.top
    for number, kind in one.kinds.items():
        if kind == "note" and number < one.table.end and _figures_in(one.sheet, number) > 1:
            yield row, number, own
            row = number + 1
    yield row, one.table.end, own


def _figures_in(sheet: Sheet, row: int) -> int:
    return sum(map(is_figure, sheet.grid[row]))


def _blocks(left: dict[Place, Value]) -> Iterator[set[Place]]:
    """Cells that stand near one another."""
    waiting = dict.fromkeys(left)
    steps = range(-_NEAR, _NEAR + 1)
    while waiting:
        block = {waiting.popitem()[0]}
        todo = list(block)
        while todo:
            row, column = todo.pop()
            for down in steps:
                for across in steps:
                    place = row + down, column + across
                    if place in waiting:
                        del waiting[place]
                        block.add(place)
                        todo.append(place)
        yield block


def _without_running_numbers(figures: list[Place], left: dict[Place, Value]) -> list[Place]:
    """Figures without columns that only number the rows: 1, 2, 3…"""
    by_column: dict[int, list[Place]] = {}
    for place in figures:
        by_column.setdefault(place[1], []).append(place)
    numbering = set()
    for column, places in by_column.items():
        values = [left[place] for place in places]
        numbers = [int(v) for v in values if isinstance(v, int | float) or str(v).isdecimal()]
        if len(numbers) == len(values) and all(b in (a + 1, 1) for a, b in pairwise(numbers)):
            numbering.add(column)
    return [place for place in figures if place[1] not in numbering]


def _is_block(figures: list[Place], left: dict[Place, Value], bodies: frozenset[int]) -> bool:
    """Whether figures stand as in a table: two by two, or three below one another and a text.

    In rows of a table two below one another are enough.
    """
    by_row = Counter(row for row, _ in figures)
    by_column: dict[int, list[int]] = {}
    for row, column in figures:
        by_column.setdefault(column, []).append(row)
    if sum(count > 1 for count in by_row.values()) > 1:
        return True
    if any(sum(row in bodies for row in rows) > 1 for rows in by_column.values()):
        return True
    return any(
        len(rows) > 2
        and any(
            type(left.get((row, column))) is str
            for row in range(max(rows[0] - _HEADER_ABOVE, 0), rows[0])
        )
        for column, rows in by_column.items()
    )


def _goes_on(figures: list[Place], left: dict[Place, Value], taken: Sequence[Taken]) -> bool:
    """Whether a row below a table, often below its signatures, fills its columns as a row does.

    Two figures stand below columns of the table that have figures, and a text below one of words.
    """
    for one in taken:
        if isinstance(one.sheet, TurnedSheet):
            continue
        details = _detail_rows([one])
        below = {row for row, _ in figures if row >= one.table.end}
        filled = {
            column.index: {is_figure(one.sheet.at(row, column.index)) for row in details}
            for column in one.table.matched
        }
        for row in below:
            inside = [
                column for at, column in figures if at == row and True in filled.get(column, ())
            ]
            words = [
                c
                for c, said in filled.items()
                if said == {False} and type(left.get((row, c))) is str
            ]
            if len(inside) > 1 and words:
                return True
    return False


def _labels(
    block: set[Place], left: dict[Place, Value], knows: Callable[[str], bool]
) -> set[Place]:
    """Cells of a block that are labels of forms."""
    return {
        place
        for place in block
        if type(value := left[place]) is str and len(value) < _LONGEST_LABEL and knows(value)
    }


def _is_below(place: Place, labels: set[Place]) -> bool:
    row, column = place
    return any((row - up, column) in labels for up in range(1, _HEADER_ABOVE + 1))


def _most_in_a_row(labels: set[Place]) -> int:
    return max(Counter(row for row, _ in labels).values(), default=0)

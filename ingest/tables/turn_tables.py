"""Turned tables: communes, quarters or "kế hoạch, thực hiện" across, indicators down.

A turned table is set upright in a copy of its sheet and read like any other; ``TurnedSheet`` knows
from where each cell of the copy came, so that every address said leads to the sender's cell.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from ingest.cells.read_cells import Sheet, Value, address
from ingest.checks.check_table import CheckedTable
from ingest.checks.table_rows import table_rows
from ingest.communes.commune_names import names_commune
from ingest.messages import finding
from ingest.tables.find_tables import Seed, Table, TableFinder
from ingest.tables.measures import measure_of
from ingest.tables.read_units import is_unit
from ingest.values.fold_text import fold
from ingest.values.read_periods import mentions
from ingest.values.vocabulary import vocabulary

_OUTLINE = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[a-zđ])[.)]\s*|^\s*[-+*•]\s*")
_KEY_LABELS = {"commune": "Xã, phường", "quarter": "Quý", "measure": "Nội dung"}
_ADDRESS = re.compile(r"\b([A-Z]{1,3})([1-9]\d{0,6})\b")
_LONGEST = 120  # characters of a label
_HEADER_ABOVE = 3  # rows between the head of a turned table and its first indicator


@dataclass(slots=True)
class TurnedSheet(Sheet):
    """A sheet with one of its tables set upright.

    Attributes:
        origins: place in this copy to place in the sender's sheet, from 0, where they differ.
    """

    origins: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def true_address(self, said: str) -> str:
        """A text with the addresses of this copy, with those of the sender's sheet instead."""
        return _ADDRESS.sub(lambda m: self._moved(m[1], m[2]), said)

    def _moved(self, letters: str, digits: str) -> str:
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        place = int(digits) - 1, column - 1
        return address(*self.origins.get(place, place))


def turned_tables(
    sheet: Sheet, seeds: list[Seed], upright: Iterable[Table], finder: TableFinder
) -> list[tuple[Sheet, list[Table]]]:
    """Turned tables of a sheet, set upright.

    Args:
        sheet: the sheet.
        seeds: cells with labels of forms.
        upright: tables found already; their cells belong to them.
        finder: finds the tables of the forms looked for.
    """
    upright = list(upright)
    labels = {
        column: list(_label_rows(sheet, column, upright, finder))
        for column in {seed.columns[0] for seed in seeds}
    }
    found = []
    after = -1
    for column, rows in sorted(labels.items()):
        block = _block(sheet, column, [row for row in rows if row > after], finder)
        if block is None:
            continue
        tables = [t for t in finder.find(block) if _has_needed(t)]
        if tables:
            found.append((block, tables))
            after = max(rows)
    return found


def _label_rows(
    sheet: Sheet, column: int, upright: list[Table], finder: TableFinder
) -> Iterator[int]:
    """Rows that a label begins, outside upright tables; numbered ones ("1. Số cuộc") included."""
    covering = [t for t in upright if any(c.index == column for c in t.columns)]
    row = 0
    for top, end in [*sorted((t.top, t.end) for t in covering), (len(sheet.grid), 0)]:
        for at in range(row, top):
            value = sheet.at(at, column)
            if type(value) is str and len(value) < _LONGEST and finder.knows(_bare(value)):
                yield at
        row = max(row, end)


def _bare(text: str) -> str:
    return _OUTLINE.sub("", text, count=1)


def _has_needed(table: Table) -> bool:
    needed = table.form.required(None)
    optional = {n for n in needed if table.form.columns[n].default == "agency"}
    return set(needed) - optional <= table.names


def _block(sheet: Sheet, column: int, rows: list[int], finder: TableFinder) -> Sheet | None:
    """The upright copy of the turned table whose indicators stand in some cells of a column."""
    # the label of the indicators themselves ("Nội dung") may be a label of some form, too
    heads = [(i, head) for i, row in enumerate(rows) if (head := _head_of(sheet, column, row))]
    if not heads or len(rows) - heads[0][0] < 2:
        return None
    first, (top, kind) = heads[0]
    rows = rows[first:]
    bottom = rows[-1]
    while bottom + 1 < len(sheet.grid) and _goes_on(sheet, bottom + 1, column):
        bottom += 1
    left = min(
        c
        for row in range(rows[0], bottom + 1)
        for c, v in enumerate(sheet.grid[row])
        if v is not None
    )
    right = max(c for c, value in enumerate(sheet.grid[top]) if value is not None)
    return _upright(sheet, (top, left, bottom, right), column, kind)


def _goes_on(sheet: Sheet, row: int, column: int) -> bool:
    value = sheet.at(row, column)
    filled = sum(v is not None for v in sheet.grid[row])
    return type(value) is str and filled > 1 and not vocabulary().rows["end"].search(fold(value))


def _head_of(sheet: Sheet, column: int, first: int) -> tuple[int, str] | None:
    """The row that says whose figures stand below, and what it names."""
    for row in range(first - 1, max(-1, first - 1 - _HEADER_ABOVE), -1):
        texts = [v for v in sheet.grid[row][column + 1 :] if type(v) is str]
        communes = sum(names_commune(text) for text in texts)
        quarters = sum(_is_quarter(text) for text in texts)
        if communes >= 2 and communes > quarters:
            return row, "commune"
        if quarters >= 2:
            return row, "quarter"
        if _measures_in(sheet, row, column):
            above = (
                _head_of(sheet, column, row) if row and _names_above(sheet, row, column) else None
            )
            return above or (row, "measure")
    return None


def _measures_in(sheet: Sheet, row: int, column: int) -> bool:
    """Whether a row says "kế hoạch", "thực hiện" right of the indicators."""
    texts = [v for v in sheet.grid[row][column + 1 :] if type(v) is str]
    return any(measure_of(text) == "done" for text in texts)


def _names_above(sheet: Sheet, row: int, column: int) -> bool:
    texts = [v for v in sheet.grid[row - 1][column + 1 :] if type(v) is str]
    return any(names_commune(text) or _is_quarter(text) for text in texts)


def _is_quarter(text: str) -> bool:
    found = mentions(text)
    return len(found) == 1 and found[0].quarter is not None


def _upright(
    sheet: Sheet, place: tuple[int, int, int, int], column: int, kind: str
) -> TurnedSheet | None:
    top, left, bottom, right = place
    height, width = bottom - top + 1, right - left + 1
    grid: list[list[Value]] = [list(row) for row in sheet.grid[:top]]
    grid += [[None] * (left + height) for _ in range(width)]
    origins = {}
    for down in range(height):
        for across in range(width):
            value = sheet.at(top + down, left + across)
            if left + across == column and type(value) is str:
                value = _bare(value)
            grid[top + across][left + down] = value
            origins[top + across, left + down] = top + down, left + across
    for across in range(column - left):  # running numbers of the indicators
        grid[top + across] = [None] * (left + height)
    for across in range(column - left + 1, width):
        if _is_note(sheet.at(top, left + across)):
            grid[top + across] = [None] * (left + height)
        elif _is_unit_column(sheet, place, left + across):
            units = grid[top + across]
            units[:] = [f"({v})" if type(v) is str and v[:1] != "(" else v for v in units]
            units[left] = None
    label_row = grid[top + column - left]
    label_row[left] = _KEY_LABELS[kind]
    if kind != "measure" and _measures_in(sheet, top + 1, column):
        label_row[left + 1] = "Nội dung"
    merges = [m for m in sheet.merges if m[2] < top]
    merges += [
        (top + m[1] - left, left + m[0] - top, top + m[3] - left, left + m[2] - top)
        for m in sheet.merges
        if top <= m[0] and m[2] <= bottom and column < m[1] and m[3] <= right
    ]
    turned = TurnedSheet(
        sheet.name, grid, merges, sheet.visible, page_texts=sheet.page_texts, origins=origins
    )
    inside_rows, inside_columns = range(top, bottom + 1), range(left, right + 1)
    turned.hidden_columns = {left + row - top for row in sheet.hidden_rows if row in inside_rows}
    turned.hidden_rows = {top + c - left for c in sheet.hidden_columns if c in inside_columns}
    return turned


def _is_note(value: Value) -> bool:
    return type(value) is str and fold(value) in vocabulary().ignored_columns


def _is_unit_column(sheet: Sheet, place: tuple[int, int, int, int], column: int) -> bool:
    texts = [
        v for row in range(place[0] + 1, place[2] + 1) if (v := sheet.at(row, column)) is not None
    ]
    return len(texts) > 1 and all(type(v) is str and is_unit(v) for v in texts)


def turn_back(checked: CheckedTable, sheet: TurnedSheet, table: Table) -> None:
    """Give everything said about a turned table the addresses of the sender's sheet.

    The records of a turned table stand in columns: ``row`` of a record is the number of its column.
    """
    result, true = checked.result, sheet.true_address
    result["range"] = _true_range(result["range"], sheet)
    result["rows"] = table_rows(result).readdressed(true)
    for total in result["totals"]:
        total["cell"] = true(total["cell"])
    checked.findings[:] = [
        replace(
            item,
            cell=_true_range(item.cell, sheet) if item.cell else None,
            message=true(item.message) if item.code == "rule_broken" else item.message,
        )
        for item in checked.findings
    ]
    place = address(table.top, table.matched[0].index)
    checked.findings.append(finding("turned_table", sheet=sheet.name, cell=true(place)))


def _true_range(said: str, sheet: TurnedSheet) -> str:
    """An address or range of the copy; its corners stay top left and bottom right."""
    corners = [_ADDRESS.fullmatch(sheet.true_address(part)) for part in said.split(":")]
    if len(corners) < 2 or not all(corners):
        return sheet.true_address(said)
    columns = sorted((m[1] for m in corners if m), key=lambda letters: (len(letters), letters))
    rows = sorted(int(m[2]) for m in corners if m)
    return f"{columns[0]}{rows[0]}:{columns[-1]}{rows[-1]}"

"""A plain .xlsx of what was read from a file of another format (.xls, .ods, .csv, HTML, XML).

Values, merged cells, hidden parts; not fonts, pictures and formulas. All texts are stored as text.
"""

import io
import math
import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

import xlsxwriter

from ingest.answers.place_marks import column_index
from ingest.cells.read_cells import Sheet
from ingest.findings import MASK
from ingest.persons.clean_text import without_persons

_FEW_CELLS = 300_000  # above, rows are streamed and merged cells are not kept
_LINE = 16.5  # points a line of the font below
_MOST_LINES = 6
_STANDARD_WIDTH = 8.43
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_BOX = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def rebuild_workbook(
    sheets: Sequence[Sheet], masked: Mapping[str, Collection[str]] | None = None
) -> tuple[bytes, dict[str, str]]:
    """Write sheets as a plain workbook.

    Args:
        sheets: as read, in order.
        masked: for a copy that we keep: sheet name to ranges of personal columns, whose values are
            covered; other texts lose the persons named in them. None keeps everything.

    Returns:
        The file, and the sheets' names to their names in it, where they differ.
    """
    cells = sum(len(row) for sheet in sheets for row in sheet.grid)
    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target,
        {
            "in_memory": True,
            "constant_memory": cells > _FEW_CELLS,
            "strings_to_numbers": False,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "nan_inf_to_errors": True,
        },
    )
    look = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
    plain = book.add_format(look)
    long = book.add_format(look | {"text_wrap": True})
    day = book.add_format(look | {"num_format": "dd/mm/yyyy", "align": "left"})
    names: dict[str, str] = {}
    used: set[str] = set()
    for sheet in sheets:
        name = _free_name(sheet.name, used)
        if name != sheet.name:
            names[sheet.name] = name
        page = book.add_worksheet(name)
        widths = _widths(sheet)
        for column, width in widths.items():
            hidden = {"hidden": True} if column in sheet.hidden_columns else {}
            page.set_column(column, column, width, None, hidden)
        boxes = [_box(text) for text in (masked or {}).get(sheet.name, ())]
        for row, values in enumerate(sheet.grid):
            lines = _lines(values, widths)
            if row in sheet.hidden_rows or lines > 1:
                hidden = {"hidden": True} if row in sheet.hidden_rows else {}
                page.set_row(row, _LINE * lines, None, hidden)
            for column, value in enumerate(values):
                if value is None:
                    continue
                if masked is not None:
                    value = _covered(value, row, column, boxes)
                if isinstance(value, str):
                    page.write_string(row, column, value, long if lines > 1 else plain)
                elif isinstance(value, bool):
                    page.write_boolean(row, column, value, plain)
                elif isinstance(value, date | datetime):
                    _write_date(page, row, column, value, day, plain)
                else:
                    page.write_number(row, column, value, plain)
        if cells <= _FEW_CELLS:
            _merge(page, sheet)
        if not sheet.visible:
            page.hide()
    if not any(sheet.visible for sheet in sheets):
        book.add_worksheet("Trang 1")
    book.close()
    return target.getvalue(), names


def _write_date(page, row, column, value, day, plain) -> None:
    """Dates before 1900, which Excel does not know, are written as text."""
    if value.year < 1900:
        page.write_string(row, column, value.isoformat(), plain)
    else:
        page.write_datetime(row, column, value, day)


def _merge(page, sheet: Sheet) -> None:
    taken: set[tuple[int, int]] = set()
    for top, left, bottom, right in sheet.merges:
        cells = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        if len(cells) > 1 and not cells & taken:
            taken |= cells
            # xlsxwriter's merge_range would write over the anchor's typed value
            page.merge.append([top, left, bottom, right])


def _covered(value: object, row: int, column: int, boxes: list[tuple[int, int, int, int]]):
    for top, left, bottom, right in boxes:
        if top <= row <= bottom and left <= column <= right:
            return MASK
    return without_persons(value)


def _box(text: str) -> tuple[int, int, int, int]:
    found = _BOX.match(text)
    if found is None:
        raise ValueError(f"not a cell range: {text!r}")
    last, bottom = found[3] or found[1], found[4] or found[2]
    return int(found[2]) - 1, column_index(found[1]), int(bottom) - 1, column_index(last)


def _free_name(name: str, used: set[str]) -> str:
    """A name that Excel takes: short, without its special signs, unlike the others."""
    plain = _FORBIDDEN.sub(" ", name).strip("' ")[:31] or "Trang"
    new, number = plain, 1
    while new.lower() in used:
        number += 1
        new = f"{plain[: 31 - len(f' ({number})')]} ({number})"
    used.add(new.lower())
    return new


def _lines(values: Sequence[object], widths: dict[int, float]) -> int:
    """Lines that a row needs; a title alone in its row runs on over the empty cells beside it."""
    texts = [(column, text) for column, text in enumerate(values) if isinstance(text, str)]
    if len(texts) <= 2:
        return 1
    needed = [
        math.ceil(len(text) * 1.15 / widths.get(column, _STANDARD_WIDTH)) for column, text in texts
    ]
    return min(max(needed), _MOST_LINES)


def _widths(sheet: Sheet) -> dict[int, float]:
    """Column widths by the texts of the first rows; one cell of a long title says nothing."""
    wide = {(top, left) for top, left, _, right in sheet.merges if right > left}
    lengths: dict[int, list[int]] = {}
    for row, values in enumerate(sheet.grid[:500]):
        filled = sum(value is not None for value in values)
        for column, value in enumerate(values):
            if value is not None and filled > 2 and (row, column) not in wide:
                lengths.setdefault(column, []).append(len(str(value)))
    width = max((len(values) for values in sheet.grid[:500]), default=0)
    widths = {}
    for column in range(width):
        found = sorted(lengths.get(column, [6]))
        widths[column] = min(max(found[int(len(found) * 0.95) - 1], 6) * 1.15 + 2, 42)
    return widths

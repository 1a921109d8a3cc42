"""Writes sheet drafts as .xlsx; the same drafts give the same bytes."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import xlsxwriter

from ingest.sample.sheet_draft import Formula, SheetDraft

_FONT = {"font_name": "Times New Roman", "font_size": 12}
_BOX = {"border": 1, "valign": "vcenter"}
_FORMATS = {
    "plain": {},
    "bold": {"bold": True},
    "centre": {"align": "center"},
    "title": {"bold": True, "align": "center", "font_size": 14},
    "italic": {"italic": True},
    "mark": {"bold": True, "font_color": "#C00000"},
    "header": {**_BOX, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E7E6E6"},
    "text": _BOX,
    "tick": {**_BOX, "align": "center"},
    "total": {**_BOX, "bold": True},
    "number": {**_BOX, "num_format": "#,##0"},
    "money": {**_BOX, "num_format": "#,##0.###"},
    "date": {**_BOX, "num_format": "dd/mm/yyyy", "align": "center"},
}


def write_xlsx(path: Path, sheets: list[SheetDraft], created: date) -> None:
    """Write a workbook.

    Args:
        path: file to write.
        sheets: drafts in order; a hidden one may not come first.
        created: day put into the file properties (a clock there would make every run differ).
    """
    book = xlsxwriter.Workbook(path, {"in_memory": True})
    day = datetime(created.year, created.month, created.day, 8)
    book.set_properties({"created": day, "title": "SỐ LIỆU GIẢ LẬP", "author": "qhld sample"})
    formats = {name: book.add_format(_FONT | look) for name, look in _FORMATS.items()}
    for draft in sheets:
        _write_sheet(book.add_worksheet(draft.name), draft, formats)
    book.close()


def _write_sheet(sheet, draft: SheetDraft, formats: dict) -> None:
    for column, width in draft.widths.items():
        sheet.set_column(column, column, width)
    for row, height in draft.heights.items():
        sheet.set_row(row, height)
    # merging writes its first cell, so the cells come after and fill it in
    for row, column, last_row, last_column in draft.merges:
        _, style = draft.cells[row, column]
        sheet.merge_range(row, column, last_row, last_column, "", formats[style])
    for (row, column), (value, style) in sorted(draft.cells.items()):
        look = formats[style]
        if value is None:
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, look)
        elif isinstance(value, Formula):
            sheet.write_formula(row, column, value.text, look, value.result)
        elif isinstance(value, date):
            sheet.write_datetime(row, column, datetime(*value.timetuple()[:3]), look)
        else:
            sheet.write_number(row, column, value, look)
    if draft.hidden:
        sheet.hide()
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)

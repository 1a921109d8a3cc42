"""Writes sheet drafts as old .xls (BIFF8), in Unicode or with the TCVN3 fonts .VnTime/.VnTimeH."""

from __future__ import annotations

from pathlib import Path

import xlwt

from ingest.sample import tcvn3
from ingest.sample.draw_frame import MARK
from ingest.sample.sheet_draft import BOXED, STYLES, Formula, SheetDraft

_UNICODE_FONT = "Times New Roman"
_NUMBER_FORMATS = {"number": "#,##0", "money": "#,##0.###", "date": "DD/MM/YYYY"}


def write_xls(path: Path, sheets: list[SheetDraft], in_tcvn3: bool = False) -> None:
    """Write a workbook.

    Args:
        path: file to write.
        sheets: drafts in order.
        in_tcvn3: store texts as TCVN3 under .VnTime; the mark "SỐ LIỆU GIẢ LẬP" stays Unicode, as
            real files mix fonts and a person must be able to read it.
    """
    book = xlwt.Workbook(encoding="utf-8")
    fonts = (tcvn3.FONT, tcvn3.CAPITAL_FONT, _UNICODE_FONT) if in_tcvn3 else (_UNICODE_FONT,)
    looks = {(style, font): _look(style, font) for style in STYLES for font in fonts}
    for draft in sheets:
        sheet = book.add_sheet(draft.name)
        for column, width in draft.widths.items():
            sheet.col(column).width = int(width * 256)
        for row, height in draft.heights.items():
            sheet.row(row).height_mismatch = True
            sheet.row(row).height = int(height * 20)
        merged = {(m[0], m[1]): m for m in draft.merges}
        covered = {
            (row, column)
            for top, left, bottom, right in draft.merges
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        for (row, column), (value, style) in sorted(draft.cells.items()):
            font = fonts[0]
            if in_tcvn3 and isinstance(value, str):
                value, font = _in_tcvn3(value)
            if isinstance(value, Formula):
                value = value.result  # xlwt cannot keep a formula's result
            value = "" if value is None else value
            if (row, column) in merged:
                top, left, bottom, right = merged[row, column]
                sheet.write_merge(top, bottom, left, right, value, looks[style, font])
            elif (row, column) not in covered:
                sheet.write(row, column, value, looks[style, font])
        sheet.visibility = 1 if draft.hidden else 0
    book.save(str(path))


def _in_tcvn3(text: str) -> tuple[str, str]:
    if MARK in text:
        return text, _UNICODE_FONT
    font = tcvn3.CAPITAL_FONT if tcvn3.needs_capital_font(text) else tcvn3.FONT
    return tcvn3.encode(text), font


def _look(style: str, font_name: str) -> xlwt.XFStyle:
    look = xlwt.XFStyle()
    look.font = xlwt.Font()
    look.font.name = font_name
    look.font.height = (14 if style == "title" else 12) * 20
    look.font.bold = style in ("bold", "title", "mark", "header", "total")
    look.font.italic = style == "italic"
    look.alignment = xlwt.Alignment()
    look.alignment.wrap = int(style == "header")
    if style in ("centre", "title", "header", "tick", "date"):
        look.alignment.horz = xlwt.Alignment.HORZ_CENTER
    if style in BOXED:
        look.borders = xlwt.Borders()
        thin = xlwt.Borders.THIN
        look.borders.left = look.borders.right = look.borders.top = look.borders.bottom = thin
    look.num_format_str = _NUMBER_FORMATS.get(style, "General")
    return look

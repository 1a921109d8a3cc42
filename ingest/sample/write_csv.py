"""Writes a sheet draft as .csv: UTF-8 with a byte-order mark, or old Windows-1258."""

from __future__ import annotations

import csv
import io
import unicodedata
from datetime import date
from pathlib import Path

from ingest.sample.sheet_draft import CellValue, Formula, SheetDraft

_TONES = "\u0300\u0301\u0303\u0309\u0323"


def write_csv(path: Path, draft: SheetDraft, encoding: str) -> None:
    """Write one sheet; merged ranges keep their first cell.

    Args:
        path: file to write.
        draft: the sheet.
        encoding: "utf-8-sig" or "cp1258".
    """
    rows, columns = draft.size
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in range(rows):
        cells = [draft.cells.get((row, column), (None, ""))[0] for column in range(columns)]
        writer.writerow([_as_text(cell) for cell in cells])
    content = text.getvalue()
    if encoding == "cp1258":
        content = in_windows_1258(content)
    path.write_bytes(content.encode(encoding))


def in_windows_1258(text: str) -> str:
    """Split each toned letter into letter + tone, the only form that Windows-1258 can hold."""
    parts = []
    for letter in unicodedata.normalize("NFC", text):
        pieces = unicodedata.normalize("NFD", letter)
        tones = "".join(piece for piece in pieces if piece in _TONES)
        base = "".join(piece for piece in pieces if piece not in _TONES)
        parts.append(unicodedata.normalize("NFC", base) + tones)
    return "".join(parts)


def _as_text(value: CellValue) -> str:
    if value is None:
        return ""
    if isinstance(value, Formula):
        value = value.result
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return str(value)

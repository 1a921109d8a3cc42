"""Excel 2003 XML (SpreadsheetML) to sheets: one streaming pass over the file.

Rows and cells may skip places (``ss:Index``), so a few bytes can span a whole sheet; the rectangle
that the values span is measured while it grows.
"""

import re
from datetime import date, datetime
from typing import Any

from ingest.cells.decode_text import Encoding, decode_by_font, encoding_of_font
from ingest.cells.scan_structure import MOST_COLUMNS, Extent, new_parser
from ingest.cells.sheet import ErrorCell, Sheet, UncalculatedCell, Value, cell_value, put
from ingest.reader_limits import Limits

SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
_EXCEL = "urn:schemas-microsoft-com:office:excel"
_HTML = "http://www.w3.org/TR/REC-html40"
_MOST_ROWS = 1 << 20
_NUMBER = re.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_CODE = re.compile('&[LCRPND]|&"[^"]*"')


def read_spreadsheetml(data: bytes, limits: Limits) -> list[Sheet]:
    """Every worksheet of the file.

    Args:
        data: the whole file.
        limits: what the file may cost.

    Raises:
        Refused: the sheets span more cells than the limit, or a document type is declared.
        Exception: the XML is damaged (expat, ValueError); the caller says unreadable.
    """
    book = _Book(limits)
    parser = new_parser(namespaces=True)
    parser.StartElementHandler = book.start
    parser.EndElementHandler = book.end
    parser.CharacterDataHandler = book.data
    parser.StartCdataSectionHandler = None
    parser.Parse(data, True)
    for sheet in book.sheets:
        sheet.fonts_told = book.fonts_told
    return book.sheets


class _Book:
    """Streaming state for one workbook."""

    def __init__(self, limits: Limits) -> None:
        self.extent = Extent(limits)
        self.sheets: list[Sheet] = []
        self.styles: dict[str, Encoding] = {}
        self.style = ""
        self.row = self.column = self.next_row = 0
        self.cell: dict[str, str] = {}
        self.kind: str | None = None  # of the cell's value; None between values
        self.in_comment = self.in_visible = False
        self.text: list[str] = []
        self.encodings: list[Encoding | None] = []
        self.value: Value = None
        self.in_cell = False
        self.fonts_told = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, tag = name.rpartition(" ")
        if space == SPREADSHEET:
            own = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            self._start(tag, own)
        elif space == _HTML and self.kind is not None:
            face = next((v for key, v in attributes.items() if key.endswith("Face")), None)
            self.encodings.append(encoding_of_font(face) if face else self.encodings[-1])
        elif space == _EXCEL and self.sheets:
            if tag in ("Header", "Footer"):
                text = next((v for key, v in attributes.items() if key.endswith("Data")), "")
                if text := _CODE.sub(" ", text).strip():
                    self.sheets[-1].page_texts.append(text)
            self.in_visible = tag == "Visible"

    def _start(self, tag: str, own: dict[str, str]) -> None:
        if tag == "Worksheet":
            self.sheets.append(Sheet(own.get("Name", ""), []))
            self.extent.start(own.get("Name", ""))
            self.row, self.next_row = -1, 0
        elif tag == "Style":
            self.style = own.get("ID", "")
        elif tag == "Font":
            if encoding := encoding_of_font(own.get("FontName", "")):
                self.styles[self.style] = encoding
        elif not self.sheets:
            return
        elif tag == "Table":
            self.next_row, self.column = 0, 0
        elif tag == "Column":
            self._column(own)
        elif tag == "Row":
            self._row(own)
        elif tag == "Cell":
            if self.in_cell:
                raise ValueError("a cell within a cell")
            self.column = _index(own, self.column)
            self.cell, self.value, self.in_cell = own, None, True
        elif tag == "Comment":
            self.in_comment = True
        elif tag == "Data" and not self.in_comment:
            self.kind, self.text = own.get("Type", "String"), []
            self.encodings = [self.styles.get(self.cell.get("StyleID", ""))]

    def data(self, text: str) -> None:
        if self.kind is not None:
            encoding = self.encodings[-1] if self.kind == "String" else None
            self.fonts_told = self.fonts_told or encoding is not None
            self.text.append(decode_by_font(text, encoding) if encoding else text)
        elif self.in_visible and text.startswith(("SheetHidden", "SheetVeryHidden")):
            self.sheets[-1].visible = False

    def end(self, name: str) -> None:
        space, _, tag = name.rpartition(" ")
        if space == _HTML and len(self.encodings) > 1:
            self.encodings.pop()
        elif space == _EXCEL:
            self.in_visible = False
        elif space != SPREADSHEET:
            return
        elif tag == "Comment":
            self.in_comment = False
        elif tag == "Data" and self.kind is not None:
            self.value = _value(self.kind, "".join(self.text), "Formula" in self.cell)
            self.kind = None
        elif tag == "Cell" and self.sheets:
            self._end_cell(self.sheets[-1])

    def _column(self, own: dict[str, str]) -> None:
        first = _index(own, self.column)
        last = min(first + _count(own, "Span"), MOST_COLUMNS - 1)
        if own.get("Hidden") == "1":
            self.sheets[-1].hidden_columns.update(range(first, last + 1))
        self.column = last + 1

    def _row(self, own: dict[str, str]) -> None:
        self.row = _index(own, self.next_row)
        span = min(_count(own, "Span"), _MOST_ROWS)
        self.next_row, self.column = self.row + span + 1, 0
        if own.get("Hidden") == "1":
            # empty rows to the end of the sheet may share one entry; one is enough to know of
            last = self.row + (span if span <= 100_000 else 0)
            self.sheets[-1].hidden_rows.update(range(self.row, last + 1))

    def _end_cell(self, sheet: Sheet) -> None:
        across, down = _count(self.cell, "MergeAcross"), _count(self.cell, "MergeDown")
        value = self.value
        if "Formula" in self.cell and value is None:
            value = UncalculatedCell("công thức chưa tính")
        if value is not None and value != "":
            self.extent.reach(self.row, self.column)
            put(sheet.grid, self.row, self.column, cell_value(value))
        if across or down:
            sheet.merges.append((self.row, self.column, self.row + down, self.column + across))
        self.column += across + 1
        self.cell, self.value, self.in_cell = {}, None, False


def _index(own: dict[str, str], following: int) -> int:
    """Place of a row, column or cell, from 0: stated, else the one that follows."""
    stated = own.get("Index", "1")
    place = int(stated) - 1 if "Index" in own else following
    if place < 0 or not stated.isdecimal():  # "1_0" is a number to Python alone
        raise ValueError("places count from 1")
    return place


def _count(own: dict[str, str], name: str) -> int:
    stated = own.get(name, "0")
    count = int(stated)
    if not stated.isdecimal():
        raise ValueError("no count")
    return count


def _value(kind: str, text: str, is_formula: bool) -> Any:
    """A typed value; None where a formula has none."""
    if kind == "Error":
        return ErrorCell(text.strip() or "#LỖI")
    if kind == "String":
        return text
    text = text.strip()
    if not text and is_formula:
        return None
    if kind == "Number":
        if not _NUMBER.fullmatch(text):
            raise ValueError("not a number")
        return cell_value(float(text))
    if kind == "Boolean":
        return {"0": False, "1": True}[text]
    if kind == "DateTime":
        moment = datetime.fromisoformat(text)
        if moment.date() == date(1899, 12, 31):  # a time of day
            return moment.time()
        return moment.date() if moment.time() == moment.min.time() else moment
    raise ValueError("an unknown type")

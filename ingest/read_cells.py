"""Bytes of a spreadsheet to cells with true addresses.

python-calamine reads the values; ``scan_structure`` adds what it does not see. Text is decoded
here, before anything else looks at it.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import python_calamine as calamine

from ingest.decode_text import decode_texts, from_tcvn3, is_tcvn3
from ingest.reader_limits import Limits
from ingest.scan_ods import scan_ods
from ingest.scan_structure import MOST_COLUMNS, Extent, Structure, too_many_cells
from ingest.scan_xls import scan_xls
from ingest.scan_xlsx import scan_xlsx
from ingest.sniff import Refused, password_protected, sniff

_SCANS = {"xlsx": scan_xlsx, "ods": scan_ods, "xls": scan_xls}

Value = str | int | float | bool | date | datetime | None


class ErrorCell(str):
    """A cell that shows a spreadsheet error such as ``#REF!``."""

    __slots__ = ()


class UncalculatedCell(str):
    """A cell whose formula has no stored result."""

    __slots__ = ()


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
    """

    name: str
    grid: list[list[Value]]
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    visible: bool = True
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    page_texts: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Number of columns of the grid."""
        return max(map(len, self.grid), default=0)

    def at(self, row: int, column: int) -> Value:
        """Value of a cell; None outside the grid."""
        if 0 <= row < len(self.grid) and 0 <= column < len(self.grid[row]):
            return self.grid[row][column]
        return None


def address(row: int, column: int) -> str:
    """``C12`` for row 11, column 2 (both from 0)."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def read_cells(data: bytes, limits: Limits) -> list[Sheet]:
    """Read every sheet of a spreadsheet.

    Args:
        data: the whole file.
        limits: what the file may cost.

    Raises:
        Refused: the file cannot or must not be read; says why and what to do.
    """
    kind = sniff(data, limits).kind
    if kind == "csv":
        sheets = [_read_csv(data, limits)]
    else:
        sheets = list(_read_workbook(data, kind, limits))
    for sheet in sheets:
        _decode(sheet)
    return sheets


def _read_workbook(data: bytes, kind: str, limits: Limits) -> Iterator[Sheet]:
    try:
        structures = _SCANS[kind](data, limits)
        extent = Extent(limits)
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for info in book.sheets_metadata:
            if info.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(info.name)
            extent.start(info.name)
            if sheet.end:
                extent.reach(*sheet.end)
            visible = info.visible == calamine.SheetVisibleEnum.Visible
            yield _sheet(info.name, visible, sheet, structures.get(info.name, Structure()))
    except Refused:
        raise
    except calamine.PasswordError as error:
        raise password_protected() from error
    except Exception as error:
        # every parser error (calamine, zip, XML) means the same to the sender
        raise Refused(
            "unreadable",
            "tệp bị hỏng hoặc tải về chưa đủ",
            "Tệp không đọc được: nội dung bên trong bị cắt hoặc hỏng. Hãy mở tệp bằng Excel, "
            "chọn “Lưu thành” (Save As) dạng .xlsx rồi gửi lại.",
        ) from error


def _sheet(name: str, visible: bool, source: calamine.CalamineSheet, structure: Structure) -> Sheet:
    grid = [[_value(v) for v in row] for row in source.to_python(skip_empty_area=False)]
    for (row, column), error in structure.errors.items():
        _put(grid, row, column, ErrorCell(error or "#LỖI"))
    for row, column in structure.uncalculated:
        _put(grid, row, column, UncalculatedCell("công thức chưa tính"))
    hidden = {
        column
        for low, high in structure.hidden_columns
        for column in range(low, min(high, MOST_COLUMNS - 1) + 1)
    }
    merges = [(*start, *end) for start, end in source.merged_cell_ranges or ()]
    merges = [
        (top, left, min(bottom, len(grid) - 1), right)
        for top, left, bottom, right in merges or structure.merges
        if top < len(grid)
    ]
    return Sheet(name, grid, merges, visible, structure.hidden_rows, hidden, structure.page_texts)


def _put(grid: list[list[Value]], row: int, column: int, value: Value) -> None:
    while len(grid) <= row:
        grid.append([])
    cells = grid[row]
    cells.extend([None] * (column + 1 - len(cells)))
    cells[column] = value


def _value(value: object) -> Value:
    if value == "" or value is None:
        return None
    if isinstance(value, str):
        return value if value.strip(" \t\r\n\xa0") else None
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return value  # type: ignore[return-value]


def _read_csv(data: bytes, limits: Limits) -> Sheet:
    text = _decode_bytes(data)
    if "\x00" in text:
        raise Refused(
            "unreadable",
            "dữ liệu không phải bảng tính",
            "Tệp không đọc được. Hãy gửi bảng tính .xlsx, .xls, .ods hoặc .csv.",
        )
    sample = text[:20_000]
    delimiter = max(";\t,", key=lambda mark: (sample.count(mark), mark == ";"))
    lines = text.count("\n") + 1
    if text.count(delimiter) + lines > limits.cells:
        raise too_many_cells(lines, text.count(delimiter) // lines + 1, "csv", limits)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    grid: list[list[Value]] = []
    try:
        grid.extend([_value(cell) for cell in row] for row in rows)
    except csv.Error as error:
        raise Refused(
            "unreadable",
            "tệp .csv hỏng",
            "Tệp .csv không đọc được. Hãy lưu lại bằng Excel dạng .xlsx rồi gửi lại.",
        ) from error
    return Sheet("", grid)


def _decode_bytes(data: bytes) -> str:
    """Text of a .csv: Unicode by its marks or validity, else TCVN3 or Windows-1258 by its signs."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    latin = data.decode("latin-1")
    sample = latin[:200_000]
    words = [word for word in sample.split() if not word.isascii()]
    # Windows-1258 writes tone marks as separate bytes which TCVN3 uses for plain letters
    modern = data.decode("cp1258", "replace")
    tones = sum(modern[: len(sample)].count(mark) for mark in "\u0300\u0301\u0303\u0309\u0323")
    if sum(map(is_tcvn3, words)) > len(words) / 3 and tones * 2 < len(words):
        return from_tcvn3(latin)
    return modern


def _decode(sheet: Sheet) -> None:
    texts = {v for row in sheet.grid for v in row if type(v) is str and not v.isascii()}
    decoded = decode_texts(texts | {sheet.name, *sheet.page_texts})
    if not decoded:
        return
    sheet.name = decoded.get(sheet.name, sheet.name)
    sheet.page_texts = [decoded.get(text, text) for text in sheet.page_texts]
    for row in sheet.grid:
        for column, value in enumerate(row):
            if type(value) is str and value in decoded:
                row[column] = decoded[value]

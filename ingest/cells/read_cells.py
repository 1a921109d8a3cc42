"""Bytes of a spreadsheet to cells with true addresses.

python-calamine reads the values; ``scan_structure`` adds what it does not see. Text is decoded
here, before anything else looks at it.
"""

import io
from collections.abc import Callable, Iterator

import python_calamine as calamine

from ingest.cells.decode_text import decode_by_font, decode_runs, decode_texts
from ingest.cells.read_delimited import read_delimited
from ingest.cells.read_html_table import read_html
from ingest.cells.read_spreadsheetml import read_spreadsheetml
from ingest.cells.scan_ods import scan_ods
from ingest.cells.scan_structure import MOST_COLUMNS, Extent, Structure
from ingest.cells.scan_xls import boxed, scan_xls
from ingest.cells.scan_xlsx import scan_xlsx
from ingest.cells.sheet import (
    ErrorCell,
    Sheet,
    UncalculatedCell,
    Value,
    address,
    column_letters,
    put,
    without_times,
)
from ingest.cells.sniff import Refused, password_protected, sniff
from ingest.reader_limits import Limits
from ingest.refused import damaged

__all__ = [
    "ErrorCell",
    "Sheet",
    "UncalculatedCell",
    "Value",
    "address",
    "column_letters",
    "read_cells",
]

Scan = Callable[[bytes, Limits], dict[str, Structure]]


def read_cells(data: bytes, limits: Limits) -> list[Sheet]:
    """Read every sheet of a spreadsheet.

    Args:
        data: the whole file.
        limits: what the file may cost.

    Raises:
        Refused: the file cannot or must not be read; says why and what to do.
    """
    kind = sniff(data, limits).kind
    try:
        sheets = _READERS[kind](data, limits)
    except (Refused, MemoryError):
        raise
    except calamine.PasswordError as error:
        raise password_protected() from error
    except Exception as error:
        # every parser error (calamine, zip, XML) means the same to the sender
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of calamine; it is no Exception
            raise
        raise damaged() from error
    if not sheets:  # every workbook has one; its list of sheets is broken
        raise damaged()
    for sheet in sheets:
        _decode(sheet)
    return sheets


def _read_workbook(scan: Scan, data: bytes, limits: Limits) -> list[Sheet]:
    return [*_sheets(data, scan(data, limits), limits)]


def _sheets(data: bytes, structures: dict[str, Structure], limits: Limits) -> Iterator[Sheet]:
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
        if info.name not in structures and sheet.end:
            raise ValueError("a sheet that the scan did not see")  # hidden parts would be taken
        yield _sheet(info.name, visible, sheet, structures.get(info.name, Structure()))


_READERS: dict[str, Callable[[bytes, Limits], list[Sheet]]] = {
    "csv": lambda data, limits: [read_delimited(data, limits)],
    "html": lambda data, limits: [read_html(data, limits)],
    "xml2003": read_spreadsheetml,
    "xlsx": lambda data, limits: _read_workbook(scan_xlsx, data, limits),
    "xls": lambda data, limits: _read_workbook(scan_xls, boxed(data), limits),
    "ods": lambda data, limits: _read_workbook(scan_ods, data, limits),
}


def _sheet(name: str, visible: bool, source: calamine.CalamineSheet, structure: Structure) -> Sheet:
    rows = source.to_python(skip_empty_area=False)
    if structure.numbers and structure.numbers != sum(type(v) is not str for r in rows for v in r):
        raise ValueError("the cell reader lost numbers")
    grid, texts = without_times(rows)
    if structure.texts or structure.errors or structure.uncalculated:
        texts = None
    all_plain = texts is not None
    if structure.fonts or structure.runs:
        texts = None
    for (row, column), text in structure.texts.items():
        put(grid, row, column, text)
    for (row, column), error in structure.errors.items():
        put(grid, row, column, ErrorCell(error or "#LỖI"))
    for row, column in structure.uncalculated:
        put(grid, row, column, UncalculatedCell("công thức chưa tính"))
    _apply_fonts(grid, structure)
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
    made = Sheet(
        name,
        grid,
        merges,
        visible,
        structure.hidden_rows,
        hidden,
        structure.page_texts,
        fonts_told=bool(structure.fonts or structure.runs),
        all_plain=all_plain,
    )
    if texts is not None:
        made.take_texts(texts)
    return made


def _apply_fonts(grid: list[list[Value]], structure: Structure) -> None:
    """Decode the texts whose font tells their encoding."""
    places = structure.fonts.keys() | structure.runs.keys()
    for row, column in places:
        value = grid[row][column] if row < len(grid) and column < len(grid[row]) else None
        if type(value) is not str:
            continue
        base, runs = structure.fonts.get((row, column)), structure.runs.get((row, column))
        if runs and "".join(text for text, _ in runs) == value:
            grid[row][column] = decode_runs((text, own or base) for text, own in runs)
        elif base:
            grid[row][column] = decode_by_font(value, base)


def _decode(sheet: Sheet) -> None:
    """Unicode for old encodings, and None for blank texts, each distinct text looked at once."""
    texts = sheet.texts
    blank = [text for text in texts if not text.strip(" \t\r\n\xa0")]
    decoded = decode_texts([*texts, sheet.name, *sheet.page_texts], vote=not sheet.fonts_told)
    sheet.name = decoded.get(sheet.name, sheet.name)
    sheet.page_texts = [decoded.get(text, text) for text in sheet.page_texts]
    changed: dict[Value, Value] = {**decoded, **dict.fromkeys(blank)}
    if changed:
        instead = changed.get
        for row in sheet.grid if sheet.all_plain else ():
            row[:] = map(instead, row, row)
        for row in () if sheet.all_plain else sheet.grid:
            # an error cell is equal to the text it shows, but never a text of its own
            row[:] = [instead(v, v) if type(v) is str else v for v in row]
    sheet.take_texts([text for text in map(changed.get, texts, texts) if text is not None])

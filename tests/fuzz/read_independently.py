"""The cells of a file as other readers see them: openpyxl, xlrd, and small plain ones for the rest.

Every reader gives ``{sheet: {(row, column): value}}`` with empty cells left out, or raises.
"""

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import openpyxl
import xlrd
from openpyxl.utils.cell import coordinate_to_tuple

Cells = dict[str, dict[tuple[int, int], Any]]
_ERRORS = xlrd.error_text_from_code
_DAYS_TO_1904 = 1462


def read_xlsx(data: bytes) -> Cells:
    """As openpyxl reads it, stored results of formulas and not the formulas."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return {
        sheet.title: {
            (cell.row - 1, cell.column - 1): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def read_xlsx_plainly(data: bytes) -> Cells:
    """By its XML, where openpyxl stumbles over parts that hold no values."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        texts = []
        if "xl/sharedStrings.xml" in package.namelist():
            for item in ElementTree.fromstring(package.read("xl/sharedStrings.xml")):
                texts.append("".join(t.text or "" for t in item.iter() if _name(t) == "t"))
        links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
        targets = {link.get("Id"): link.get("Target", "") for link in links}
        found: Cells = {}
        for sheet in ElementTree.fromstring(package.read("xl/workbook.xml")).iter():
            if _name(sheet) == "sheet":
                own = _attributes(sheet)
                part = targets[own["id"]].lstrip("/").removeprefix("xl/")
                root = ElementTree.fromstring(package.read(f"xl/{part}"))
                found[own["name"]] = dict(_cells_of_xlsx(root, texts))
    return found


def _cells_of_xlsx(root: ElementTree.Element, texts: list[str]):
    for cell in root.iter():
        if _name(cell) != "c":
            continue
        place = coordinate_to_tuple(cell.attrib["r"])
        inside = {_name(child): child for child in cell}
        text = "".join(inside["v"].itertext()) if "v" in inside else ""
        match cell.get("t", "n"):
            case "s" if text:
                yield (place[0] - 1, place[1] - 1), texts[int(text)]
            case "inlineStr":
                parts = (t.text or "" for t in inside["is"].iter() if _name(t) == "t")
                yield (place[0] - 1, place[1] - 1), "".join(parts)
            case "n" if text:
                yield (place[0] - 1, place[1] - 1), float(text)
            case "b":
                yield (place[0] - 1, place[1] - 1), text == "1"
            case "str" | "e" if text:
                yield (place[0] - 1, place[1] - 1), text


def read_xls(data: bytes) -> Cells:
    """As xlrd reads it."""
    try:
        book = xlrd.open_workbook(file_contents=data, logfile=io.StringIO())
    except UnicodeDecodeError:  # bytes that are no letters of the code page
        book = xlrd.open_workbook(
            file_contents=data, logfile=io.StringIO(), encoding_override="latin-1"
        )
    found: Cells = {}
    for sheet in book.sheets():
        cells = found.setdefault(sheet.name, {})
        for row in range(sheet.nrows):
            for column in range(sheet.row_len(row)):
                cell = sheet.cell(row, column)
                if cell.ctype == xlrd.XL_CELL_ERROR:
                    cells[row, column] = _ERRORS.get(cell.value, "#LỖI")
                elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                    cells[row, column] = bool(cell.value)
                elif cell.ctype == xlrd.XL_CELL_DATE:
                    # days of a book of 1904 count from there, and ``plain`` from 1900
                    is_late = book.datemode and cell.value >= 1
                    cells[row, column] = cell.value + (_DAYS_TO_1904 if is_late else 0)
                elif cell.ctype not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                    cells[row, column] = cell.value
    return found


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attributes(element: ElementTree.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in element.items():
        if "calcext" not in key:
            found[key.rpartition("}")[2]] = value
    return found


def _text(element: ElementTree.Element) -> str:
    """The text of an .ods cell: paragraphs as lines, notes and drawings left out."""
    parts = []
    for paragraph in element:
        if _name(paragraph) == "p":
            parts.append("".join(_pieces(paragraph)))
    return "\n".join(parts)


def _pieces(element: ElementTree.Element):
    yield element.text or ""
    for child in element:
        name = _name(child)
        if name == "s":
            yield " " * int(_attributes(child).get("c", 1))
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name != "annotation":
            yield from _pieces(child)
        yield child.tail or ""


def read_ods(data: bytes) -> Cells:
    """By its XML as the OpenDocument format describes it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    found: Cells = {}
    for table in root.iter():
        if _name(table) != "table":
            continue
        cells = found.setdefault(_attributes(table).get("name", ""), {})
        row = 0
        for line in table.iter():
            if _name(line) != "table-row":
                continue
            down, column = int(_attributes(line).get("number-rows-repeated", 1)), 0
            for cell in line:
                if _name(cell) not in ("table-cell", "covered-table-cell"):
                    continue
                own = _attributes(cell)
                across = int(own.get("number-columns-repeated", 1))
                value = _ods_value(own, cell)
                if value is not None:
                    if down * across > 100_000:
                        raise ValueError("more than any reader should build")
                    for r in range(row, row + down):
                        cells |= {(r, c): value for c in range(column, column + across)}
                column += across
            row += down
    return found


def _ods_value(own: dict[str, str], cell: ElementTree.Element) -> Any:
    match own.get("value-type"):
        case "float" | "currency" | "percentage":
            return float(own["value"])
        case "boolean":
            return own["boolean-value"] == "true"
        case "date":
            return datetime.fromisoformat(own["date-value"])
        case "string" if own.get("string-value"):
            # in OpenDocument it counts, and not the paragraphs that show it
            return own["string-value"]
    return _text(cell) or None


def read_xml2003(data: bytes) -> Cells:
    """By its XML as Microsoft's "XML Spreadsheet Reference" describes it."""
    space = "{urn:schemas-microsoft-com:office:spreadsheet}"
    found: Cells = {}
    for sheet in ElementTree.fromstring(data).iter(f"{space}Worksheet"):
        cells = found.setdefault(_attributes(sheet).get("Name", ""), {})
        row = -1
        for line in sheet.iter(f"{space}Row"):
            row = int(_attributes(line).get("Index", row + 2)) - 1
            column = -1
            for cell in line.iter(f"{space}Cell"):
                column = int(_attributes(cell).get("Index", column + 2)) - 1
                for value in cell.findall(f"{space}Data"):
                    cells[row, column] = _typed(
                        _attributes(value).get("Type", "String"), "".join(value.itertext())
                    )
                column += int(_attributes(cell).get("MergeAcross", 0))
            row += int(_attributes(line).get("Span", 0))
    return found


def _typed(kind: str, text: str) -> Any:
    match kind:
        case "Number":
            return float(text)
        case "Boolean":
            return text.strip() == "1"
        case "DateTime":
            return datetime.fromisoformat(text.strip())
    return text


def read_csv(data: bytes) -> Cells:
    """As Python's own reader sees it, in the encoding of the undamaged file."""
    wide = data.count(0) > len(data) // 4
    text = data.decode("utf-16-le" if wide else "utf-8-sig").removeprefix("\ufeff")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    return {
        "": {(r, c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value}
    }


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.unseen: set[str] = set()
        self.has_begun = False

    def handle_starttag(self, tag, attrs):
        if tag in ("style", "script", "title") or (tag == "head" and not self.has_begun):
            self.unseen.add(tag)  # the head of a page is at its beginning; a later one is no head
        elif tag in ("body", "table", "h3", "p", "div"):
            self.unseen.clear()
            self.has_begun = True

    def handle_endtag(self, tag):
        self.unseen.discard(tag)
        if tag == "head":
            self.unseen.clear()

    def handle_data(self, data):
        if not self.unseen:
            self.found.append(data)


def letters_of_html(data: bytes, decode: Callable[[str], str] = str) -> str:
    """All text of a page without its space: whatever the layout, none of it may be lost.

    Args:
        data: the page.
        decode: gives what a text of the page means.
    """
    page = _Texts()
    page.feed(data.decode())
    page.close()
    return re.sub(r"\s", "", "".join(map(decode, page.found)))


READERS: dict[str, Callable[[bytes], Cells]] = {
    "xlsx": read_xlsx,
    "xls": read_xls,
    "ods": read_ods,
    "xml2003": read_xml2003,
    "csv": read_csv,
}


def plain(value: Any) -> Any:
    """A value so that two readers' kinds of number and date compare: days as serial numbers."""
    if isinstance(value, bool):
        return value
    if isinstance(value, datetime | date):
        moment = value if isinstance(value, datetime) else datetime(*value.timetuple()[:3])
        serial = (moment - datetime(1899, 12, 30)) / timedelta(days=1)
        # spreadsheets count a 29 February 1900
        return round(serial - (serial < 61), 5)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return round(float(value), 5)
    return value

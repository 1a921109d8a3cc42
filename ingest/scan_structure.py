"""What a cell reader does not see in an .xlsx: hidden parts, errors, formulas never calculated.

A light streaming pass over the workbook's own XML. It also measures the rectangle that the values
of a sheet span before anything dense is built: two cells, A1 and XFD1048576, would make the cell
reader allocate seventeen thousand million cells and abort.
"""

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.parsers import expat

from ingest.reader_limits import Limits
from ingest.sniff import Refused

_DRAWN_TEXT = re.compile(rb"<a:t>([^<]*)</a:t>")
_ADDRESS = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(slots=True)
class Structure:
    """Structure of one sheet; rows and columns count from 0.

    Attributes:
        hidden_rows: hidden or filtered-out rows that exist in the file.
        hidden_columns: hidden columns, as inclusive ranges.
        errors: error cells, ``(row, column) -> "#REF!"``.
        uncalculated: cells with a formula and no stored result.
        page_texts: texts of page header, footer and drawings.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    page_texts: list[str] = field(default_factory=list)


def column_number(letters: str) -> int:
    """Column index from 0: ``A`` is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def too_many_cells(rows: int, columns: int, sheet: str, limits: Limits) -> Refused:
    """The refusal of a sheet whose values span too large a rectangle."""
    return Refused(
        "unsafe_size",
        f"trang “{sheet}” trải {rows:,} dòng × {columns:,} cột".replace(",", "."),
        "Trang tính trải quá rộng (thường do một ô lạc ở cuối trang) nên không an toàn để đọc; "
        f"cho phép {limits.cells:,} ô. ".replace(",", ".")
        + "Hãy xoá các dòng, cột thừa sau bảng rồi gửi lại.",
    )


def scan_xlsx(data: bytes, limits: Limits) -> dict[str, Structure]:
    """Structure of every sheet of an .xlsx or .xlsm by sheet name.

    Raises:
        Refused: a sheet spans more cells than the limit.
        Exception: the XML is damaged (expat, zipfile, KeyError); the caller says unreadable.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        drawn = [
            text.decode("utf-8", "replace")
            for name in sorted(names)
            if name.startswith("xl/drawings/drawing") and name.endswith(".xml")
            for text in _DRAWN_TEXT.findall(archive.read(name))
        ]
        found = {}
        for sheet, part in _sheet_parts(archive).items():
            if part in names:
                found[sheet] = _scan_sheet(archive.read(part), sheet, limits)
                found[sheet].page_texts.extend(drawn)
        return found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    parts = {}
    # local names only: "strict" workbooks use other namespaces for the same parts
    for sheet in (element for element in book.iter() if element.tag.endswith("}sheet")):
        link = next((v for name, v in sheet.attrib.items() if name.endswith("}id")), "")
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        parts[sheet.get("name", "")] = posixpath.normpath(path)
    return parts


def _scan_sheet(xml: bytes, sheet: str, limits: Limits) -> Structure:
    return _SheetScan(sheet, limits).run(xml)


class _SheetScan:
    """Streaming state for one sheet's XML."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self.sheet, self.limits, self.structure = sheet, limits, Structure()
        self.low = [1 << 30, 1 << 30]
        self.high = [-1, -1]
        self.row, self.column, self.next_row = -1, -1, 0
        self.is_error = self.has_formula = self.has_value = False
        self.text: list[str] | None = None

    def run(self, xml: bytes) -> Structure:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.data
        parser.Parse(xml, True)
        return self.structure

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.row = int(attributes.get("r", self.next_row + 1)) - 1
            self.next_row, self.column = self.row + 1, -1
            if attributes.get("hidden") in ("1", "true"):
                self.structure.hidden_rows.add(self.row)
        elif tag == "c":
            address = _ADDRESS.match(attributes.get("r", ""))
            self.column = column_number(address[1]) if address else self.column + 1
            self.is_error = attributes.get("t") == "e"
            self.has_formula = self.has_value = False
        elif tag == "f":
            self.has_formula = True
        elif tag in ("v", "is"):
            self.has_value, self.text = True, []
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            span = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            self.structure.hidden_columns.append(span)
        elif tag in ("oddHeader", "oddFooter", "firstHeader", "firstFooter"):
            self.text = []

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "is"):
            value, self.text = "".join(self.text or ()), None
            if self.is_error:
                self.structure.errors[self.row, self.column] = value
            if tag == "v" and not value:
                self.has_value = False
        elif tag == "c":
            self._close_cell()
        elif tag in ("oddHeader", "oddFooter", "firstHeader", "firstFooter"):
            self.structure.page_texts.append("".join(self.text or ()))
            self.text = None

    def _close_cell(self) -> None:
        if self.has_formula and not self.has_value:
            self.structure.uncalculated.add((self.row, self.column))
        if not (self.has_value or self.has_formula):
            return
        self.low = [min(self.low[0], self.row), min(self.low[1], self.column)]
        self.high = [max(self.high[0], self.row), max(self.high[1], self.column)]
        rows = self.high[0] - self.low[0] + 1
        columns = self.high[1] - self.low[1] + 1
        # the grid is read from A1 on, so that addresses stay true
        if (self.high[0] + 1) * (self.high[1] + 1) > self.limits.cells:
            raise too_many_cells(rows, columns, self.sheet, self.limits)

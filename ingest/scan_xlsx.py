"""Structure of the sheets of an .xlsx or .xlsm, from its XML; see ``scan_structure``."""

import io
import posixpath
import re
import zipfile

from ingest.reader_limits import Limits
from ingest.scan_structure import Extent, Structure, parse_part

_DRAWN_TEXT = re.compile(rb"<a:t>([^<]*)</a:t>")
_ADDRESS = re.compile(r"\$?([A-Za-z]+)\$?([0-9]+)")
_PAGE_TEXT = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}


def column_number(letters: str) -> int:
    """Column index from 0: ``A`` is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def scan_xlsx(data: bytes, limits: Limits) -> dict[str, Structure]:
    """Structure of every sheet by sheet name.

    Raises:
        Refused: the sheets span more cells than the limit, or a part declares a document type.
        Exception: the XML is damaged (expat, zipfile, KeyError); the caller says unreadable.
    """
    extent = Extent(limits)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        drawn = [
            text.decode("utf-8", "replace")
            for name in sorted(names)
            if name.startswith("xl/drawings/drawing") and name.endswith(".xml")
            for text in _DRAWN_TEXT.findall(archive.read(name))
        ]
        found = {}
        for sheet, part in _sheet_parts(archive):
            if part in names:
                extent.start(sheet)
                scan = _SheetScan(extent)
                parse_part(archive, part, start=scan.start, end=scan.end, text=scan.data)
                scan.structure.page_texts.extend(drawn)
                found.setdefault(sheet, scan.structure)
        return found


def _sheet_parts(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    """Name and part of each sheet, in order; two sheets of one name are both looked at."""
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []

    def link(name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" Relationship"):
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        # local names only: "strict" workbooks use other namespaces for the same parts
        if name.endswith(" sheet"):
            target = next((v for key, v in attributes.items() if key.endswith(" id")), "")
            sheets.append((attributes.get("name", ""), target))

    parse_part(archive, "xl/_rels/workbook.xml.rels", start=link)
    parse_part(archive, "xl/workbook.xml", start=sheet)
    return [(name, _path(targets.get(target, ""))) for name, target in sheets]


def _path(target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    return posixpath.normpath(path)


class _SheetScan:
    """Streaming state for one sheet's XML."""

    def __init__(self, extent: Extent) -> None:
        self.extent, self.structure = extent, Structure()
        self.row, self.column, self.next_row = -1, -1, 0
        self.is_error = self.has_formula = self.has_value = self.has_text = False
        self.text: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.row = int(attributes.get("r", self.next_row + 1)) - 1
            self.next_row, self.column = self.row + 1, -1
            if attributes.get("hidden") in ("1", "true"):
                self.structure.hidden_rows.add(self.row)
        elif tag == "c":
            address = _ADDRESS.fullmatch(attributes.get("r", ""))
            self.column = column_number(address[1]) if address else self.column + 1
            # the cell's own address counts, as it does for the cell reader
            self.row = int(address[2]) - 1 if address else self.row
            self.is_error = attributes.get("t") == "e"
            self.has_formula = self.has_value = self.has_text = False
        elif tag == "f":
            self.has_formula = True
        elif tag in ("v", "is"):
            self.has_value, self.text = True, []
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            span = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            self.structure.hidden_columns.append(span)
        elif tag in _PAGE_TEXT:
            self.text = []

    def data(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if tag in ("v", "is"):
            value, self.text = "".join(self.text or ()), None
            self.has_text = bool(value) or tag == "is"
            if self.is_error:
                self.structure.errors[self.row, self.column] = value
        elif tag == "c":
            if self.has_formula and not self.has_text:
                self.structure.uncalculated.add((self.row, self.column))
            if self.has_value or self.has_formula:
                self.extent.reach(self.row, self.column)
        elif tag in _PAGE_TEXT:
            self.structure.page_texts.append("".join(self.text or ()))
            self.text = None

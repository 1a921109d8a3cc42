"""Structure of the sheets of an .xlsx or .xlsm, from its XML; see ``scan_structure``."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable

from ingest.cells.check_sheet_xml import check_rows, check_shared_parts
from ingest.cells.condense_sheet import condense_sheet
from ingest.cells.package_parts import RELATIONS
from ingest.cells.scan_fonts_xlsx import XlsxFonts
from ingest.cells.scan_structure import Extent, Structure, feed, new_parser, parse_part
from ingest.reader_limits import Limits

_DRAWN_TEXT = re.compile(rb"<a:t>([^<]*)</a:t>")
_ADDRESS = re.compile(r"\$?([A-Za-z]+)\$?([0-9]+)")
# bytes of XML; a smaller sheet is looked at whole
_LARGE = 1 << 20
# names that tie a sheet to its part, of ordinary and of "strict" workbooks (ISO/IEC 29500)
_TIES = (f"{RELATIONS} id", "http://purl.oclc.org/ooxml/officeDocument/relationships id")
_KINDS = {"n", "s", "str", "inlineStr", "b", "e", "d"}
_TRUTHS = ("0", "1", "false", "true")
_PAGE_TEXT = {"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"}


def column_number(letters: str) -> int:
    """Column index from 0: ``A`` is 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def scan_xlsx(data: bytes, limits: Limits) -> dict[str, Structure]:
    """Structure of every sheet by sheet name.

    Args:
        data: the whole file.
        limits: what the file may cost.

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
        check_shared_parts(archive)
        fonts = XlsxFonts(archive)
        found = {}
        parts, to_calculate = _sheet_parts(archive)
        scans = []
        for sheet, part in parts:
            if part in names:
                extent.start(sheet)
                scans.append(_SheetScan(extent, to_calculate))
                structure = scans[-1].run(archive, part)
                structure.page_texts.extend(drawn)
                fonts.look(archive, part, structure)
                found.setdefault(sheet, structure)
        if to_calculate and not any(scan.has_results for scan in scans):
            # programs that only write workbooks put 0 for every result and ask for them to be
            # calculated when the workbook is opened, which nobody has done yet
            for scan in scans:
                scan.structure.uncalculated |= scan.zeros
        return found


def _sheet_parts(archive: zipfile.ZipFile) -> tuple[list[tuple[str, str]], bool]:
    """Name and part of each sheet, in order.

    And whether the workbook asks to be calculated when it is opened.
    """
    targets: dict[str, str] = {}
    sheets: list[tuple[str, str]] = []
    to_calculate = False

    def link(name: str, attributes: dict[str, str]) -> None:
        if name.endswith(" Relationship"):
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        nonlocal to_calculate
        if name.endswith(" workbookPr") and attributes.get("date1904", "0") not in _TRUTHS:
            raise ValueError("days that may count from 1900 or from 1904")
        if name.endswith(" calcPr"):
            to_calculate = attributes.get("fullCalcOnLoad") in ("1", "true")
        # local names only: "strict" workbooks use other namespaces for the same parts
        if name.endswith(" sheet"):
            target = next((v for key, v in attributes.items() if key.endswith(" id")), "")
            if target and not any(tie in attributes for tie in _TIES):
                # damaged: some programs show the workbook without this sheet, others with it
                raise ValueError("a sheet tied to its part by an unknown name")
            own = attributes.get("name", "")
            if any(own == other for other, _ in sheets):
                # the cell reader would give the first of them twice
                raise ValueError("two sheets of one name")
            sheets.append((own, target))

    parse_part(archive, "xl/_rels/workbook.xml.rels", start=link)
    parse_part(archive, "xl/workbook.xml", start=sheet)
    parts = [(name, _path(targets.get(target, ""))) for name, target in sheets]
    return parts, to_calculate


def _path(target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
    return posixpath.normpath(path)


class _SheetScan:
    """Streaming state for one sheet's XML.

    A sheet may have millions of cells, so a plain cell costs two calls (``c``, ``v``): ends and
    texts are listened to only inside what needs them, and names are not resolved to namespaces.

    Attributes:
        zeros: cells with a formula and the stored result 0.
        has_results: whether a formula has any other result.
    """

    def __init__(self, extent: Extent, to_calculate: bool) -> None:
        self.extent, self.to_calculate, self.structure = extent, to_calculate, Structure()
        self.zeros: set[tuple[int, int]] = set()
        self.has_results = False
        self.result = ""
        self.row, self.column, self.row_text = -1, -1, ""
        self.last_row, self.last_column = -1, -1
        self.is_error = self.is_text = self.has_formula = self.has_text = False
        self.has_value = False
        self.text: list[str] = []
        self.actions: dict[str, Callable[[dict[str, str]], None] | None] = {}
        self.columns: dict[str, int] = {}

    def run(self, archive: zipfile.ZipFile, part: str) -> Structure:
        """Stream the sheet's part."""
        self.parser = new_parser(namespaces=False)
        self.parser.StartElementHandler = self._start
        is_large = archive.getinfo(part).file_size > _LARGE
        condensed = None
        if is_large:
            condensed = condense_sheet(archive, part, self.extent, self.to_calculate)
        if condensed is None:
            feed(self.parser, archive, part)
            feed(new_parser(namespaces=True), archive, part)  # a prefix must be declared
            check_rows(archive.read(part))
        else:
            self.parser.Parse(condensed, True)
        return self.structure

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        try:
            action = self.actions[name]
        except KeyError:
            action = self.actions[name] = self._action(name.rpartition(":")[2])
        if action:
            action(attributes)

    def _action(self, tag: str) -> Callable[[dict[str, str]], None] | None:
        if tag in _PAGE_TEXT:
            return self._page_text
        return {
            "c": self._cell,
            "v": self._value,
            "is": self._reach_cell,
            "f": self._formula,
            "row": self._row,
            "col": self._columns,
        }.get(tag)

    def _row(self, attributes: dict[str, str]) -> None:
        self.row_text = attributes.get("r") or str(self.row + 2)
        self.row, self.column = int(self.row_text) - 1, -1
        if attributes.get("hidden") in ("1", "true"):
            self.structure.hidden_rows.add(self.row)

    def _cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        letters = place.removesuffix(self.row_text)
        if letters in self.columns and letters != place:
            self.column = self.columns[letters]
        elif found := _ADDRESS.fullmatch(place):
            # the cell's own address counts, as it does for the cell reader
            self.column = self.columns[found[1]] = column_number(found[1])
            self.row_text = found[2]
            self.row = int(found[2]) - 1
        else:
            self.column += 1
        self.has_value = False
        kind = attributes.get("t", "n")
        if kind not in _KINDS:
            raise ValueError("a cell of unknown type")
        self.is_error = kind == "e"
        # a formula may well give an empty text: =IF(A1="","",A1)
        self.is_text, self.has_formula, self.has_text = kind == "str", False, False
        if self.is_error:
            self._listen()

    def _value(self, attributes: dict[str, str]) -> None:
        if self.has_value:
            raise ValueError("two values in one cell")
        self.has_value = True
        self._reach_cell(attributes)

    def _reach_cell(self, _: dict[str, str]) -> None:
        if self.row > self.last_row or self.column > self.last_column:
            self._reach()

    def _reach(self) -> None:
        self.extent.reach(self.row, self.column)
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)

    def _formula(self, _: dict[str, str]) -> None:
        self.has_formula, self.result = True, ""
        self._reach()
        self._listen()

    def _page_text(self, _: dict[str, str]) -> None:
        self._listen()

    def _columns(self, attributes: dict[str, str]) -> None:
        if attributes.get("hidden") in ("1", "true"):
            span = int(attributes["min"]) - 1, int(attributes["max"]) - 1
            self.structure.hidden_columns.append(span)

    def _listen(self) -> None:
        self.text = []
        self.parser.CharacterDataHandler = self._data
        self.parser.EndElementHandler = self._end

    def _data(self, text: str) -> None:
        self.text.append(text)

    def _end(self, name: str) -> None:
        tag = name.rpartition(":")[2]
        text, self.text = "".join(self.text), []
        if tag in ("v", "t"):
            self.has_text = self.has_text or self.is_text or bool(text)
            self.result = text
            if self.is_error:
                self.structure.errors[self.row, self.column] = text
        elif tag == "c":
            if self.has_formula and not self.has_text:
                self.structure.uncalculated.add((self.row, self.column))
            elif self.has_formula and self.result == "0":
                self.zeros.add((self.row, self.column))
            elif self.has_formula:
                self.has_results = True
        elif tag in _PAGE_TEXT:
            self.structure.page_texts.append(text)
        if tag == "c" or tag in _PAGE_TEXT:
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

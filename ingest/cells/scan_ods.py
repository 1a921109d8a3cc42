"""Structure of the sheets of an .ods, from its XML; see ``scan_structure``.

An .ods writes equal neighbours once with a number of repeats, so that a file of a few hundred bytes
can hold a full sheet of values.
"""

import io
import re
import zipfile

from ingest.cells.decode_text import Encoding
from ingest.cells.ods_styles import OdsStyles, Runs
from ingest.cells.scan_structure import MOST_COLUMNS, Extent, Structure, parse_part
from ingest.cells.sheet import ERRORS
from ingest.reader_limits import Limits

_CELLS = ("table-cell", "covered-table-cell")
_HIDDEN = ("collapse", "filter")
_STYLES = ("font-face", "style", "text-properties")
_NUMBER = "value", re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# type of a cell -> the attribute that holds its value; () for a text or nothing
_VALUES: dict[str | None, tuple[str, re.Pattern[str]] | tuple[()]] = {
    **dict.fromkeys((None, "string"), ()),
    **dict.fromkeys(("float", "percentage", "currency"), _NUMBER),
    "boolean": ("boolean-value", re.compile("true|false")),
    "date": ("date-value", re.compile(r"-?[0-9]{4,5}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]+Z?)?")),
    "time": ("time-value", re.compile("-?P[0-9A-Z.,]+")),
}
_GENERATOR = re.compile(rb"<meta:generator>([^<]*)<")
_CALCULATES = re.compile(rb"LibreOffice|OpenOffice|Collabora|MicrosoftOffice|Excel", re.IGNORECASE)


def scan_ods(data: bytes, limits: Limits) -> dict[str, Structure]:
    """Structure of every sheet by sheet name.

    Raises:
        Refused: the sheets span more cells than the limit, or a part declares a document type.
        Exception: the XML is damaged; the caller says unreadable.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles = OdsStyles()
        page = _PageScan(styles)
        if "styles.xml" in archive.NameToInfo:
            parse_part(archive, "styles.xml", start=page.start, end=page.end, text=page.data)
        scan = _ContentScan(Extent(limits), styles, _calculates(archive))
        parse_part(archive, "content.xml", start=scan.start, end=scan.end, text=scan.data)
    for structure in scan.sheets.values():
        structure.page_texts.extend(page.texts)
    return scan.sheets


def _calculates(archive: zipfile.ZipFile) -> bool:
    """Whether the program that wrote the file calculates: then a formula without value is blank."""
    if "meta.xml" not in archive.NameToInfo:
        return False
    with archive.open("meta.xml") as part:
        found = _GENERATOR.search(part.read(1 << 16))
    return bool(found and _CALCULATES.search(found[1]))


def _local(attributes: dict[str, str]) -> dict[str, str]:
    """Attributes by local name; of two, the first stands (calcext repeats office:value-type)."""
    local: dict[str, str] = {}
    for name, value in attributes.items():
        prefix, _, key = name.rpartition(" ")
        local.setdefault("calcext" if "calcext" in prefix else key, value)
    return local


class _ContentScan:
    """Streaming state for content.xml."""

    def __init__(self, extent: Extent, styles: OdsStyles, calculates: bool) -> None:
        self.extent, self.styles, self.calculates = extent, styles, calculates
        self.sheets: dict[str, Structure] = {}
        self.sheet: Structure | None = None
        self.row = self.rows = self.column = self.columns = self.next_column = 0
        self.cell: dict[str, str] = {}
        self.in_cell = False
        self.apart = 0  # depth inside notes and drawings, whose text is not the cell's
        self.is_note = False
        self.text: list[str] = []
        self.spans: list[Encoding | None] = []
        self.runs: Runs = []
        self.column_styles: list[tuple[int, Encoding | None]] = []  # up to this column

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag in _STYLES and self.sheet is None:
            self.styles.start(tag, _local(attributes))
            return
        if self.apart or tag == "annotation" or "drawing:1.0 " in name:
            self.is_note = self.is_note or tag == "annotation"
            self.apart += 1
            if tag == "p":
                self.text = []
            return
        if tag == "table":
            self._start_sheet(_local(attributes).get("name", ""))
        elif self.sheet is None:
            return
        elif tag == "table-column":
            self._start_column(_local(attributes))
        elif tag == "table-row":
            self._start_row(_local(attributes))
        elif tag in _CELLS:
            self.cell = _local(attributes)
            self.column += self.columns
            self.columns = int(self.cell.get("number-columns-repeated", 1))
            self.in_cell, self.text = True, []
            self.spans, self.runs = [self._cell_font()], []
        elif tag == "span" and self.in_cell:
            own = self.styles.encodings.get(_local(attributes).get("style-name", ""))
            self.spans.append(own or self.spans[-1])

    def data(self, text: str) -> None:
        if self.in_cell or self.apart:
            self.text.append(text)
            if self.styles.encodings and self.in_cell and not self.apart:
                self.runs.append((text, self.spans[-1]))

    def end(self, name: str) -> None:
        tag = name.rpartition(" ")[2]
        if self.apart:
            self.apart -= 1
            if tag == "p" and not self.is_note and self.sheet:
                self.sheet.page_texts.append("".join(self.text))
            if tag in ("p", "annotation"):
                self.text = []
            self.is_note = self.is_note and self.apart > 0
        elif tag == "span" and len(self.spans) > 1:
            self.spans.pop()
        elif tag in _CELLS and self.in_cell and self.sheet:
            self._end_cell(self.sheet)
        elif tag == "table":
            self.sheet = None

    def _start_sheet(self, name: str) -> None:
        self.extent.start(name)
        self.sheet = Structure()
        self.sheets.setdefault(name, self.sheet)
        self.row = self.rows = self.next_column = 0
        self.column_styles = []

    def _start_column(self, attributes: dict[str, str]) -> None:
        repeats = int(attributes.get("number-columns-repeated", 1))
        if attributes.get("visibility") in _HIDDEN and self.sheet:
            last = min(self.next_column + repeats, MOST_COLUMNS) - 1
            self.sheet.hidden_columns.append((self.next_column, last))
        self.next_column += repeats
        encoding = self.styles.encodings.get(attributes.get("default-cell-style-name", ""))
        if self.styles.encodings:
            self.column_styles.append((self.next_column, encoding))

    def _cell_font(self) -> Encoding | None:
        """The encoding that the style of the cell, else of its column, stands for."""
        if not self.styles.encodings:
            return None
        if "style-name" in self.cell:
            return self.styles.encodings.get(self.cell["style-name"])
        return next((found for end, found in self.column_styles if self.column < end), None)

    def _add_fonts(self, sheet: Structure) -> None:
        """Note the fonts of a cell, and of its repeats, which the extent keeps few."""
        first = self.runs[0][1]
        is_mixed = any(encoding is not first for _, encoding in self.runs)
        for row in range(self.row, self.row + self.rows):
            for column in range(self.column, self.column + self.columns):
                if is_mixed:
                    sheet.runs[row, column] = self.runs
                elif first:
                    sheet.fonts[row, column] = first

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.row += self.rows
        self.rows = int(attributes.get("number-rows-repeated", 1))
        self.column = self.columns = 0
        if attributes.get("visibility") in _HIDDEN and self.sheet:
            # an empty sheet's last row stands for a million rows; one is enough to know of
            count = self.rows if self.rows <= 100_000 else 1
            self.sheet.hidden_rows.update(range(self.row, self.row + count))

    def _end_cell(self, sheet: Structure) -> None:
        self.in_cell = False
        held = _VALUES.get(self.cell.get("value-type"))
        if held is None or (held and not held[1].fullmatch(self.cell.get(held[0], ""))):
            # the cell reader would leave such a cell out
            raise ValueError("a cell of unknown type or without its value")
        text = "".join(self.text)
        if "value-type" not in self.cell and text.strip():
            if "value" in self.cell:
                raise ValueError("a value without its type")
            # some scripts write texts without a type; the cell reader would leave them out
            sheet.texts[self.row, self.column] = text
        is_formula = "formula" in self.cell
        if "value-type" in self.cell or is_formula or text.strip():
            if self.column + self.columns > MOST_COLUMNS:
                raise ValueError("a cell beyond the last column")
            self.extent.reach(self.row + self.rows - 1, self.column + self.columns - 1)
            if any(encoding for _, encoding in self.runs):
                self._add_fonts(sheet)
        place = self.row, self.column
        if self.cell.get("calcext") == "error" or (is_formula and text.strip() in ERRORS):
            sheet.errors[place] = text
        elif is_formula and "value-type" not in self.cell and not (self.calculates and not text):
            sheet.uncalculated.add(place)
        down = int(self.cell.get("number-rows-spanned", 1))
        across = int(self.cell.get("number-columns-spanned", 1))
        if down > 1 or across > 1:
            sheet.merges.append((*place, self.row + down - 1, self.column + across - 1))


class _PageScan:
    """Texts of page headers and footers in styles.xml, and its styles."""

    def __init__(self, styles: OdsStyles) -> None:
        self.styles = styles
        self.texts: list[str] = []
        self.depth = 0
        self.text: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag in _STYLES:
            self.styles.start(tag, _local(attributes))
        if self.depth or (tag.startswith(("header", "footer")) and name.count("style:1.0")):
            self.depth += 1

    def data(self, text: str) -> None:
        if self.depth:
            self.text.append(text)

    def end(self, name: str) -> None:
        if self.depth:
            self.depth -= 1
            if name.endswith(" p"):
                self.texts.append("".join(self.text))
                self.text = []

"""Which cells of an .xlsx have a legacy Vietnamese font; looked at only where styles name one.

A font tells the encoding of a text that reads both ways ("Gia Phó" may be Gia Phú). A cell may mix
fonts; then its runs are told apart.
"""

import re
import zipfile

from ingest.cells.decode_text import Encoding, encoding_of_font
from ingest.cells.scan_structure import Structure, feed, new_parser

_LEGACY = re.compile(rb"=\s*[\"'](?:\.vn|vni[- ])", re.IGNORECASE)
_ADDRESS = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_STYLES, _TEXTS = "xl/styles.xml", "xl/sharedStrings.xml"

Runs = list[tuple[str, Encoding | None]]


class XlsxFonts:
    """Legacy fonts of one workbook.

    Args:
        archive: the workbook's package.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        names = archive.NameToInfo
        self.formats: dict[str, Encoding] = {}
        self.texts: list[Runs | None] = []
        if _STYLES in names and _LEGACY.search(archive.read(_STYLES)):
            self.formats = _FormatScan(archive).formats
            if _TEXTS in names:
                self.texts = _TextScan(archive).texts

    def look(self, archive: zipfile.ZipFile, part: str, structure: Structure) -> None:
        """Add the fonts of one sheet's cells to its structure.

        Args:
            archive: the workbook's package.
            part: the sheet's part.
            structure: what is filled.
        """
        if self.formats:
            _CellScan(self, structure).run(archive, part)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _FormatScan:
    """Index of a cell format -> encoding of its font."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.formats: dict[str, Encoding] = {}
        self.fonts: list[Encoding | None] = []
        self.inside, self.count = "", 0
        parser = new_parser(namespaces=False)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        feed(parser, archive, _STYLES)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag in ("fonts", "cellXfs", "dxfs"):
            self.inside = tag
        elif self.inside == "fonts" and tag == "font":
            self.fonts.append(None)
        elif self.inside == "fonts" and tag == "name" and self.fonts:
            self.fonts[-1] = encoding_of_font(attributes.get("val", ""))
        elif self.inside == "cellXfs" and tag == "xf":
            number = attributes.get("fontId", "")
            font = int(number) if number.isdecimal() else -1
            if 0 <= font < len(self.fonts) and (encoding := self.fonts[font]):
                self.formats[str(self.count)] = encoding
            self.count += 1

    def _end(self, name: str) -> None:
        if _local(name) in ("fonts", "cellXfs", "dxfs"):
            self.inside = ""


class _TextScan:
    """Shared texts that have runs; None for the others. A run's font may be the cell's: then None.

    ``(text, encoding)`` of each run; texts without a legacy font in any run are left out too.
    """

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.texts: list[Runs | None] = []
        self.runs: Runs = []
        self.in_text = False
        self.text: list[str] = []
        self.encoding: Encoding | None = None
        parser = new_parser(namespaces=False)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._data
        feed(parser, archive, _TEXTS)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag == "si":
            self.runs = []
        elif tag == "r":
            self.encoding = None
        elif tag == "rFont":
            self.encoding = encoding_of_font(attributes.get("val", ""))
        elif tag == "t":
            self.in_text, self.text = True, []

    def _data(self, text: str) -> None:
        if self.in_text:
            self.text.append(text)

    def _end(self, name: str) -> None:
        tag = _local(name)
        if tag == "t":
            self.in_text = False
        elif tag == "r":
            self.runs.append(("".join(self.text), self.encoding))
        elif tag == "si":
            has_legacy = any(encoding for _, encoding in self.runs)
            self.texts.append(self.runs if has_legacy else None)


class _CellScan:
    """Places of the cells with a legacy font in one sheet."""

    def __init__(self, fonts: XlsxFonts, structure: Structure) -> None:
        self.fonts, self.structure = fonts, structure
        self.row, self.column = -1, -1
        self.columns: dict[str, int] = {}
        self.in_shared = False
        self.text: list[str] = []

    def run(self, archive: zipfile.ZipFile, part: str) -> None:
        """Stream the sheet's part."""
        self.parser = new_parser(namespaces=False)
        self.parser.StartElementHandler = self._start
        feed(self.parser, archive, part)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = _local(name)
        if tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() else self.row + 1
            self.column = -1
        elif tag == "c":
            self.in_shared = False
            if found := _ADDRESS.fullmatch(attributes.get("r", "")):
                self.row, self.column = int(found[2]) - 1, self._column(found[1])
            else:
                self.column += 1
            if attributes.get("t") not in ("s", "inlineStr", "str"):
                return
            if encoding := self.fonts.formats.get(attributes.get("s", "0")):
                self.structure.fonts[self.row, self.column] = encoding
            self.in_shared = attributes["t"] == "s" and any(self.fonts.texts)
        elif tag == "v" and self.in_shared:
            self.text = []
            self.parser.CharacterDataHandler = self.text.append
            self.parser.EndElementHandler = self._end

    def _column(self, letters: str) -> int:
        if letters not in self.columns:
            number = 0
            for letter in letters.upper():
                number = number * 26 + ord(letter) - 64
            self.columns[letters] = number - 1
        return self.columns[letters]

    def _end(self, name: str) -> None:
        if _local(name) == "v":
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
            number = "".join(self.text).strip()
            place = int(number) if number.isdecimal() else -1
            if 0 <= place < len(self.fonts.texts) and (runs := self.fonts.texts[place]):
                self.structure.runs[self.row, self.column] = runs

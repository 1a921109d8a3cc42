"""What a cell reader does not see: hidden parts, error cells, formulas never calculated, extent.

``scan_xlsx``, ``scan_ods`` and ``scan_xls`` make a light pass over a workbook's own parts and fill
these structures. They also measure the rectangle that the values of a sheet span before anything
dense is built: two cells, A1 and XFD1048576, would make the cell reader allocate seventeen thousand
million cells and abort.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from ingest.cells.decode_text import Encoding
from ingest.cells.sniff import Refused
from ingest.reader_limits import Limits

_CHUNK = 1 << 16
# what spreadsheet programs can hold; a smaller span of hidden columns is all that can matter
MOST_COLUMNS = 16384


@dataclass(slots=True)
class Structure:
    """Structure of one sheet; rows and columns count from 0.

    Attributes:
        hidden_rows: hidden or filtered-out rows that exist in the file.
        hidden_columns: hidden columns, as inclusive ranges.
        errors: error cells, ``(row, column) -> "#REF!"``.
        uncalculated: cells with a formula and no stored result.
        merges: merged ranges as (top, left, bottom, right), inclusive, where the cell reader does
            not give them.
        page_texts: texts of page header, footer and drawings.
        fonts: encoding of cells with a legacy font.
        texts: texts of cells that the cell reader leaves out.
        numbers: cells with a number or truth value, where the scan looks at every cell.
        runs: texts of cells that mix fonts, as (text, encoding or None) of each run.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    page_texts: list[str] = field(default_factory=list)
    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    numbers: int = 0
    fonts: dict[tuple[int, int], Encoding] = field(default_factory=dict)
    runs: dict[tuple[int, int], list[tuple[str, Encoding | None]]] = field(default_factory=dict)


class Extent:
    """The rectangle from A1 to the last value of each sheet, within what a file may hold.

    Args:
        limits: what the file may cost.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits, self.used, self.sheet = limits, 0, ""
        self.rows = self.columns = 0

    def start(self, sheet: str) -> None:
        """Begin a sheet; what the sheets before it span stays counted."""
        self.used += self.rows * self.columns
        self.sheet, self.rows, self.columns = sheet, 0, 0

    def allows(self, rows: int, columns: int) -> bool:
        """Whether the sheet may span so many rows and columns."""
        return self.used + rows * columns <= self.limits.cells

    def reach(self, row: int, column: int) -> None:
        """A value stands at this row and column (from 0).

        Raises:
            Refused: the file's sheets span more cells than the limit.
        """
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        # the grid is read from A1 on, so that addresses stay true
        if not self.allows(self.rows, self.columns):
            raise too_many_cells(self.rows, self.columns, self.sheet, self.limits)


def too_many_cells(rows: int, columns: int, sheet: str, limits: Limits) -> Refused:
    """The refusal of a file whose values span too large a rectangle."""
    return Refused(
        "unsafe_size",
        "cells",
        sheet_name=sheet,
        rows=f"{rows:,}".replace(",", "."),
        columns=f"{columns:,}".replace(",", "."),
        limit=f"{limits.cells:,} ô".replace(",", "."),
    )


def parse_part(
    archive: zipfile.ZipFile,
    name: str,
    *,
    start: Callable[[str, dict[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Stream one XML part of a package through handlers; names come as ``namespace local``.

    Raises:
        Refused: the part declares a document type.
        Exception: the XML or the package is damaged; the caller says unreadable.
    """
    parser = new_parser(namespaces=True)
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    feed(parser, archive, name)


def new_parser(*, namespaces: bool) -> expat.XMLParserType:
    """A streaming parser that refuses document types.

    Args:
        namespaces: give names as ``namespace local``, not as ``prefix:local``.
    """
    parser = expat.ParserCreate(namespace_separator=" " if namespaces else None)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype
    # the cell reader leaves such text out; no spreadsheet program writes it
    parser.StartCdataSectionHandler = _refuse_cdata
    return parser


def feed(parser: expat.XMLParserType, archive: zipfile.ZipFile, name: str) -> None:
    """Stream one part of a package through a parser, without holding it whole."""
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _refuse_cdata() -> None:
    raise ValueError("a CDATA section")


def refuse_doctype(*_: object) -> None:
    """Refuse a file that declares a document type or entities.

    Raises:
        Refused: always.
    """
    raise Refused("unsafe_content", "doctype")

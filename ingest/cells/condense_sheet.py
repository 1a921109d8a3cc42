"""A large sheet's XML without its plain cells, so that its structure can be read in a moment.

A list of a million cells costs a second when every tag is looked at in Python. Of plain cells (no
formula, no error, inside the columns of the first rows) only the rectangle matters, which the
addresses tell; regular expressions leave them out at the speed of C. What remains, hidden rows,
formulas, errors and everything outside the cells, is looked at as in a small sheet. XML that is
written in any unusual way is not condensed.
"""

import re
import zipfile

from ingest.cells.check_sheet_xml import check_rows
from ingest.cells.scan_structure import Extent

_WINDOW = 1 << 23
_SAMPLE = 1 << 16
_MOST_TAIL = 1 << 26
START, END = b"<sheetData>", b"</sheetData>"
_ROW = re.compile(rb'<row(?: r="(\d+)"((?: [\w:.]+="[^"<>]*")*)/?>)?')
_FIRST_CELLS = re.compile(rb'<c r="([A-Z]{1,3})\d')
_ADDRESSED = re.compile(rb'<c r="[A-Z]+[1-9]\d*"')
# the cell reader takes tags of any namespace prefix for its own
PREFIXED = re.compile(rb":(?:c|row|v|is|f|t|sheetData)[\s/>]")
# an address of the columns and rows expected, plain attributes, no formula without a stored result
_PLAIN_TYPE = rb' t="(?:s|n|b|str|inlineStr)"'
_NO_FORMULA = rb"(?:>(?!<f)|/>)"
# what nearly all cells have stands first, which takes half the time; the last way takes all in
_NOT_PLAIN = (
    rb'<c(?! r="(?:%s)(?:%s)"'
    rb"(?:>(?!<f)|"
    + _PLAIN_TYPE
    + _NO_FORMULA
    + rb'| s="\d+"(?:'
    + _NO_FORMULA
    + rb"|"
    + _PLAIN_TYPE
    + _NO_FORMULA
    + rb')|(?: s="\d+")?(?:'
    + _PLAIN_TYPE
    + rb")?(?:/>|>(?:(?!<f)|<f(?:[^<>]*/>|[^<>]*>[^<]*</f>)<v>[^<]))))"
)


def expected_columns(rows: bytes) -> tuple[int, bytes] | None:
    """How many columns the first rows have, and what matches the letters of one; None if unusual.

    Args:
        rows: XML of the rows.
    """
    found = _FIRST_CELLS.findall(rows, 0, _SAMPLE)
    letters = max(found, key=lambda letters: (len(letters), letters), default=b"")
    if not letters or len(letters) > 2:
        return None
    last = letters[-1:]
    if len(letters) == 1:
        return ord(last) - 64, b"[A-%s]" % last
    first = letters[:1]
    before = b"|[A-%c][A-Z]" % (ord(first) - 1) if first > b"A" else b""
    return (ord(first) - 64) * 26 + ord(last) - 64, b"[A-Z]%s|%s[A-%s]" % (before, first, last)


class _UnusualError(Exception):
    """The XML is not written as spreadsheet programs write it."""


def condense_sheet(
    archive: zipfile.ZipFile, part: str, extent: Extent, keep_formulas: bool = False
) -> bytes | None:
    """The sheet's XML without plain cells; None when it must be looked at whole.

    Args:
        archive: the workbook.
        part: the sheet's part.
        extent: told of the rectangle of the cells left out.
        keep_formulas: whether results of formulas matter; a sheet that has any is looked at whole.
    """
    try:
        with archive.open(part) as stream:
            return _Condenser(stream, extent, keep_formulas).run()
    except _UnusualError:
        return None


class _Condenser:
    """Goes through one sheet, some megabytes at a time."""

    def __init__(self, stream: zipfile.ZipExtFile, extent: Extent, keep_formulas: bool) -> None:
        self.stream, self.extent, self.keep_formulas = stream, extent, keep_formulas
        self.kept: list[bytes] = []
        self.rows = self.columns = 0
        self.column_class = b""

    def run(self) -> bytes:
        head, found, rest = self.stream.read(_WINDOW).partition(START)
        if not found or b"!" in head.replace(b"<?", b""):
            raise _UnusualError
        expected = expected_columns(rest)
        if not expected:
            raise _UnusualError
        self.columns, self.column_class = expected
        tail = None
        while tail is None:
            read = self.stream.read(_WINDOW)
            window, found, after = rest.partition(END)
            if found:
                tail = self._tail(after + read)
            elif not read:
                raise _UnusualError
            else:
                # a window ends before a row; a row may be longer than a window
                cut = max(window.rfind(b"<row"), 0)
                window, rest = window[:cut], window[cut:] + read
            self._take(window)
        if self.rows:
            self.extent.reach(self.rows - 1, self.columns - 1)
        return b"".join([head, START, *self.kept, END, tail])

    def _tail(self, tail: bytes) -> bytes:
        tail += self.stream.read(_MOST_TAIL)
        if self.stream.read(1):
            raise _UnusualError
        return tail

    def _take(self, window: bytes) -> None:
        """Keep hidden rows and all cells that are not plain."""
        if b"!" in window and b"<!" in window:  # comments, CDATA
            raise _UnusualError
        if b":" in window and PREFIXED.search(window):
            raise _UnusualError
        if self.keep_formulas and b"<f" in window:
            raise _UnusualError
        check_rows(window)
        rows = _ROW.findall(window)
        if any(not row for row, _ in rows):
            raise _UnusualError
        if rows:
            self.rows = max(self.rows, *(int(row) for row, _ in rows), 1)
        self.kept += [b'<row r="%s"%s/>' % found for found in rows if b"hidden" in found[1]]
        plain = _NOT_PLAIN % (self.column_class, self._row_class())
        self.kept += [_cell(window, found.start()) for found in re.finditer(plain, window)]

    def _row_class(self) -> bytes:
        """Matches row numbers to the next round number above the rows seen so far.

        Raises:
            _UnusualError: even so many rows would be too many; the exact number must be found.
        """
        digits = str(max(self.rows, 1))
        first, others = digits[0], len(digits) - 1
        if not self.extent.allows((int(first) + 1) * 10**others, self.columns):
            raise _UnusualError
        if not others:
            return b"[0-%c]" % ord(first)
        return b"[1-%c]?\\d{1,%d}" % (ord(first), others)


def _cell(window: bytes, start: int) -> bytes:
    """The cell that starts here, whole.

    Raises:
        _UnusualError: it does not say its address; then its neighbours tell.
    """
    if not _ADDRESSED.match(window, start):
        raise _UnusualError
    opened = window.find(b">", start) + 1
    if opened and window[opened - 2 : opened - 1] == b"/":
        return window[start:opened]
    closed = window.find(b"</c>", start)
    if not opened or closed < 0:
        raise _UnusualError
    return window[start : closed + 4]

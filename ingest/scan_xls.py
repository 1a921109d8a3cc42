"""Structure of the sheets of an .xls, from its records; see ``scan_structure`` and [MS-XLS].

The cell reader gives neither hidden rows nor error cells of an .xls (an error would be taken for a
blank), and says of an encrypted one only that it does not know the format.
"""

import struct
from collections.abc import Iterator

from ingest.read_compound import read_stream
from ingest.reader_limits import Limits
from ingest.scan_structure import Extent, Structure
from ingest.sniff import OLE_MARK, password_protected

_EOF, _BOF, _FILEPASS, _BOUNDSHEET = 0x0A, 0x809, 0x2F, 0x85
_ROW, _COLINFO, _BOOLERR, _FORMULA, _MULRK = 0x208, 0x7D, 0x205, 0x06, 0xBD
_HEADER, _FOOTER, _DRAWN_TEXT, _CONTINUE = 0x14, 0x15, 0x1B6, 0x3C
_VALUES = {0x203, 0x204, 0x27E, 0xFD, 0xD6, _BOOLERR, _FORMULA, _MULRK}
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_BIFF8 = 0x0600


def scan_xls(data: bytes, limits: Limits) -> dict[str, Structure]:
    """Structure of every sheet by sheet name.

    Raises:
        Refused: the workbook is encrypted, or its sheets span more cells than the limit.
        Exception: the file is damaged (CompoundError, struct.error); the caller says unreadable.
    """
    book = read_stream(data, ("Workbook", "Book")) if data.startswith(OLE_MARK) else data
    extent = Extent(limits)
    found: dict[str, Structure] = {}
    for position, name in _sheets(book):
        extent.start(name)
        found.setdefault(name, _SheetScan(extent).run(book, position))
    return found


def _records(book: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Records of one substream up to its end; those of embedded charts are left out."""
    depth = 0
    while position + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, position)
        body = book[position + 4 : position + 4 + length]
        position += 4 + length
        if kind == _BOF:
            depth += 1
        if depth <= 1:
            yield kind, body
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return


def _sheets(book: bytes) -> list[tuple[int, str]]:
    """Position and name of each worksheet."""
    sheets = []
    is_unicode = True
    for kind, body in _records(book, 0):
        if kind == _BOF:
            is_unicode = struct.unpack_from("<H", body)[0] >= _BIFF8
        elif kind == _FILEPASS:
            raise password_protected()
        elif kind == _BOUNDSHEET and body[5] == 0:
            position = struct.unpack_from("<I", body)[0]
            sheets.append((position, _text(body[6:], 1, is_unicode)))
    return sheets


def _text(body: bytes, count_bytes: int, is_unicode: bool) -> str:
    """A text behind its count of characters."""
    count = int.from_bytes(body[:count_bytes], "little")
    if not is_unicode:
        return body[count_bytes : count_bytes + count].decode("cp1252", "replace")
    return _characters(body[count_bytes:], count)


def _characters(body: bytes, count: int) -> str:
    """Characters behind the byte that tells whether they are wide."""
    if body and body[0] & 1:
        return body[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return body[1 : 1 + count].decode("latin-1")


class _SheetScan:
    def __init__(self, extent: Extent) -> None:
        self.extent, self.structure = extent, Structure()
        self.last = (-1, -1)
        self.is_unicode = True
        self.drawn = 0  # characters of a drawing's text, which the next record holds

    def run(self, book: bytes, position: int) -> Structure:
        """Read the sheet's records."""
        for kind, body in _records(book, position):
            try:
                self._record(kind, body)
            except (IndexError, struct.error):
                continue  # shorter than the format says; the cell reader judges the values
        return self.structure

    def _record(self, kind: int, body: bytes) -> None:
        if kind in _VALUES:
            self._cell(kind, body)
        elif kind == _ROW:
            if body[12] & 0x20:
                self.structure.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLINFO:
            first, last, _, _, options = struct.unpack_from("<5H", body)
            if options & 1:
                self.structure.hidden_columns.append((first, last))
        elif kind == _BOF:
            self.is_unicode = struct.unpack_from("<H", body)[0] >= _BIFF8
        elif kind in (_HEADER, _FOOTER):
            if body:
                text = _text(body, 2 if self.is_unicode else 1, self.is_unicode)
                self.structure.page_texts.append(text)
        elif kind == _DRAWN_TEXT:
            self.drawn = struct.unpack_from("<H", body, 10)[0]
        elif kind == _CONTINUE and self.drawn:
            self.structure.page_texts.append(_characters(body, self.drawn))
            self.drawn = 0

    def _cell(self, kind: int, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        error = None
        if kind == _BOOLERR:
            error = body[6] if body[7] else None
        elif kind == _FORMULA:
            error = body[8] if body[6] == 2 and body[12:14] == b"\xff\xff" else None
        if error is not None:
            self.structure.errors[row, column] = _ERRORS.get(error, "#LỖI")
        if kind == _MULRK:
            column = int.from_bytes(body[-2:], "little")
        if row > self.last[0] or column > self.last[1]:
            self.extent.reach(row, column)
            self.last = max(self.last[0], row), max(self.last[1], column)

"""Structure of the sheets of an .xls, from its records; see ``scan_structure`` and [MS-XLS].

The cell reader gives neither hidden rows nor error cells of an .xls (an error would be taken for a
blank), and says of an encrypted one only that it does not know the format.
"""

import codecs
import io
import struct
from collections.abc import Iterator

from ingest.cells.decode_text import Encoding, encoding_of_font
from ingest.cells.read_compound import CompoundError, read_stream
from ingest.cells.scan_structure import Extent, Structure
from ingest.cells.sniff import OLE_MARK, password_protected
from ingest.reader_limits import Limits

_EOF, _BOF, _FILEPASS, _BOUNDSHEET = 0x0A, 0x809, 0x2F, 0x85
_CODEPAGE, _FONT, _XF, _RECALCULATED, _UNCALCULATED = 0x42, 0x31, 0xE0, 0x1C1, 0x5E
_SHARED_TEXTS, _SHARED_TEXT = 0xFC, 0xFD
_LABEL = 0x204
_STRING, _ARRAY, _SHARED, _TABLE = 0x207, 0x221, 0x4BC, 0x236
_TEXTS = {0x204, 0xFD, 0xD6}  # LABEL, LABELSST, RSTRING
_ROW, _COLINFO, _BOOLERR, _FORMULA, _MULRK = 0x208, 0x7D, 0x205, 0x06, 0xBD
_HEADER, _FOOTER, _DRAWN_TEXT, _CONTINUE = 0x14, 0x15, 0x1B6, 0x3C
_VALUES = {0x203, 0x204, 0x27E, 0xFD, 0xD6, _BOOLERR, _FORMULA, _MULRK}
_NUMBERS = {0x203, 0x27E}
_DIMENSIONS, _MOST_ROWS = 0x200, 65536
_MOST_ROWS_OF_95 = 16384
# cells as Excel 2 to 4 wrote them; in a workbook of Excel 5 and later no reader knows them
_CELLS_OF_OLD = {0x02, 0x03, 0x04, 0x05, 0x206, 0x406}
# records that are as long as this and no longer; readers do not agree about any other
_LENGTHS = {0x203: 14, 0x27E: 10, _SHARED_TEXT: 10, _BOOLERR: 8}
_LONGEST_BOF = 20
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_DECORATION = (_HEADER, _FOOTER, _DRAWN_TEXT, _CONTINUE)
_LAST_COLUMN = 255
_FULL = 2000  # records hold 2080 (BIFF5) or 8224 bytes
_BIFF8 = 0x0600
_ON_LOAD = 0x02  # option of a formula


def scan_xls(data: bytes, limits: Limits) -> dict[str, Structure]:
    """Structure of every sheet by sheet name.

    Raises:
        Refused: the workbook is encrypted, or its sheets span more cells than the limit.
        Exception: the file is damaged (CompoundError, struct.error); the caller says unreadable.
    """
    book = workbook_stream(data)
    extent, parts = Extent(limits), _Globals(book)
    found: dict[str, Structure] = {}
    for position, name in parts.sheets:
        extent.start(name)
        found.setdefault(name, _SheetScan(extent, parts).run(book, position))
    return found


def boxed(data: bytes) -> bytes:
    """A workbook in a compound file, which the cell reader wants; some programs write it bare."""
    if data.startswith(OLE_MARK):
        return data
    from xlwt.CompoundDoc import XlsDoc  # seldom needed

    box = io.BytesIO()
    XlsDoc().save(box, data)
    return box.getvalue()


def workbook_stream(data: bytes) -> bytes:
    """The records of a workbook, in a compound file or bare."""
    return read_stream(data, ("Workbook", "Book")) if data.startswith(OLE_MARK) else data


def _records(book: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Records of one substream up to its end; those of embedded charts are left out."""
    depth = 0
    while position + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, position)
        body = book[position + 4 : position + 4 + length]
        if len(body) < length or (depth == 0 and kind != _BOF):
            break
        if kind == 0 or (kind == _BOF and length > _LONGEST_BOF):
            raise CompoundError("bytes that are no record")
        position += 4 + length
        if kind == _BOF:
            depth += 1
        if depth <= 1:
            yield kind, body
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return
    # the cell reader would give what it found so far, and the sender would not know of the rest
    raise CompoundError("records are cut")


class _Globals:
    """What the first substream tells of the whole book.

    Attributes:
        sheets: position and name of each worksheet.
        formats: cell format to encoding, of those with a legacy font.
        codec: of byte texts.
        is_calculated: a spreadsheet program has calculated the formulas.
        texts: how many texts the cells share.
    """

    def __init__(self, book: bytes) -> None:
        self.sheets: list[tuple[int, str]] = []
        self.formats: dict[int, Encoding] = {}
        self.codec, self.is_unicode, self.is_calculated = "cp1252", True, False
        self.texts = 0
        fonts: list[Encoding | None] = []
        formats: list[int] = []
        for kind, body in _records(book, 0):
            if kind == _BOF:
                self.is_unicode = struct.unpack_from("<H", body)[0] >= _BIFF8
            elif kind == _FILEPASS:
                raise password_protected()
            elif kind == _CODEPAGE:
                self.codec = _codec(struct.unpack_from("<H", body)[0])
            elif kind == _BOUNDSHEET and body[5] == 0:
                position = struct.unpack_from("<I", body)[0]
                self.sheets.append((position, self.text(body[6:], 1)))
            elif kind == _FONT:
                fonts.append(encoding_of_font(self.text(body[14:], 1)))
                if len(fonts) == 4:
                    fonts.append(None)  # there is no font of number 4
            elif kind == _XF:
                formats.append(struct.unpack_from("<H", body)[0])
            elif kind == _RECALCULATED:
                self.is_calculated = True
            elif kind == _SHARED_TEXTS:
                self.texts = struct.unpack_from("<I", body, 4)[0]
        for number, font in enumerate(formats):
            if font < len(fonts) and (encoding := fonts[font]):
                self.formats[number] = encoding

    def text(self, body: bytes, count_bytes: int) -> str:
        """A text behind its count of characters."""
        count = int.from_bytes(body[:count_bytes], "little")
        if self.is_unicode:
            return _characters(body[count_bytes:], count)
        return body[count_bytes : count_bytes + count].decode(self.codec, "replace")


def _codec(page: int) -> str:
    """Codec of a code page; Western for those that Python does not know."""
    try:
        return codecs.lookup(f"cp{page}").name
    except LookupError:
        return "cp1252"


def _characters(body: bytes, count: int) -> str:
    """Characters behind the byte that tells whether they are wide."""
    if body and body[0] & 1:
        return body[1 : 1 + 2 * count].decode("utf-16-le", "replace")
    return body[1 : 1 + count].decode("latin-1")


class _SheetScan:
    def __init__(self, extent: Extent, parts: _Globals) -> None:
        self.extent, self.parts, self.structure = extent, parts, Structure()
        self.last = (-1, -1)
        self.awaited: tuple[int, int] | None = None  # a formula whose text follows
        self.blank: list[tuple[int, int]] = []
        self.is_marked = self.has_result = False
        self.drawn = 0  # characters of a drawing's text, which the next record holds

    def run(self, book: bytes, position: int) -> Structure:
        """Read the sheet's records."""
        for kind, body in _records(book, position):
            try:
                self._record(kind, body)
            except (IndexError, struct.error) as error:
                if kind not in _DECORATION:
                    raise CompoundError("a record is shorter than its kind") from error
        # a program that does not calculate writes every formula with a blank result
        if not self.parts.is_calculated and not self.has_result:
            self.structure.uncalculated.update(self.blank)
        return self.structure

    def _record(self, kind: int, body: bytes) -> None:
        if self.awaited and kind not in (_ARRAY, _SHARED, _TABLE):
            if kind != _STRING:
                self.structure.uncalculated.add(self.awaited)
            self.awaited = None
        elif kind == _STRING and not self.awaited:
            raise CompoundError("a formula's text without the formula")
        if kind in _CELLS_OF_OLD:
            raise CompoundError("a cell of another version of Excel")
        if len(body) != _LENGTHS.get(kind, len(body)):
            raise CompoundError("a cell's record of another length")
        if kind in (_STRING, _LABEL):
            self._check_length(body, 6 if kind == _LABEL else 0)
        if kind in _VALUES:
            self._cell(kind, body)
        elif kind == _ROW:
            if body[12] & 0x20:
                self.structure.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLINFO:
            first, last, _, _, options = struct.unpack_from("<5H", body)
            if options & 1:
                self.structure.hidden_columns.append((first, last))
        elif kind in (_HEADER, _FOOTER):
            if body:
                text = self.parts.text(body, 2 if self.parts.is_unicode else 1)
                self.structure.page_texts.append(text)
        elif kind == _UNCALCULATED:
            self.is_marked = True
        elif kind == _DIMENSIONS:
            self._check_dimensions(body)
        elif kind == _DRAWN_TEXT:
            self.drawn = struct.unpack_from("<H", body, 10)[0]
        elif kind == _CONTINUE and self.drawn:
            self.structure.page_texts.append(_characters(body, self.drawn))
            self.drawn = 0

    def _check_dimensions(self, body: bytes) -> None:
        """The cell reader sets memory aside for the rectangle that is stated here."""
        if self.last != (-1, -1):
            raise CompoundError("cells before the size of their sheet")
        rows = struct.unpack_from("<II" if self.parts.is_unicode else "<HH", body)
        columns = struct.unpack_from("<HH", body, 8 if self.parts.is_unicode else 4)
        if not (rows[0] <= rows[1] <= _MOST_ROWS and columns[0] <= columns[1] <= _LAST_COLUMN + 1):
            raise CompoundError("a sheet of an impossible size")

    def _check_length(self, body: bytes, start: int) -> None:
        """A text must not be longer than its record; longest ones go on in the next record."""
        (count,) = struct.unpack_from("<H", body, start)
        is_wide = self.parts.is_unicode and body[start + 2] & 1
        most = start + 2 + self.parts.is_unicode + count * (1 + is_wide)
        if most > len(body) and len(body) < _FULL:
            raise CompoundError("a text is cut")

    def _cell(self, kind: int, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        error = None
        self.structure.numbers += kind in _NUMBERS
        if kind == _BOOLERR:
            error = body[6] if body[7] else None
            self.structure.numbers += error is None
        elif kind == _FORMULA:
            error = self._formula(row, column, body)
        if error is not None:
            self.structure.errors[row, column] = _ERRORS.get(error, "#LỖI")
        if kind in _TEXTS or kind == _FORMULA:
            encoding = self.parts.formats.get(struct.unpack_from("<H", body, 4)[0])
            if encoding:
                self.structure.fonts[row, column] = encoding
        if kind == _SHARED_TEXT and struct.unpack_from("<I", body, 6)[0] >= self.parts.texts:
            raise CompoundError("a text that is not there")
        if kind == _MULRK:
            first, column = column, int.from_bytes(body[-2:], "little")
            if len(body) != 6 + 6 * (column - first + 1):
                raise CompoundError("numbers are missing")
            self.structure.numbers += column - first + 1
        if column > _LAST_COLUMN:
            raise CompoundError("a cell beyond the last column")
        if row >= _MOST_ROWS_OF_95 and not self.parts.is_unicode:
            raise CompoundError("a cell beyond the last row")
        if row > self.last[0] or column > self.last[1]:
            self.extent.reach(row, column)
            self.last = max(self.last[0], row), max(self.last[1], column)

    def _formula(self, row: int, column: int, body: bytes) -> int | None:
        """Note what a formula's stored result says; its error code, if it is one."""
        result, (options,) = body[6:14], struct.unpack_from("<H", body, 14)
        is_special = result[6:] == b"\xff\xff"
        self.structure.numbers += not is_special or result[0] == 1
        if is_special and result[0] == 0:
            self.awaited, self.has_result = (row, column), True
        elif (is_special and result[0] == 3) or not any(result):
            if self.is_marked or options & _ON_LOAD:
                # to be calculated when opened, and never was: nobody meant this zero or blank
                self.structure.uncalculated.add((row, column))
            elif is_special:
                self.blank.append((row, column))
            else:
                self.has_result = True
        else:
            self.has_result = True
        return result[2] if is_special and result[0] == 2 else None

"""A large sheet of an .xlsx read by the cell reader while its structure is still being looked at.

Both take their time, and the cell reader needs no Python for it: on a second core it costs nothing.
It may begin only when a glance at the addresses has shown that the sheet spans no more cells than a
file may have (see ``scan_structure``); any sheet of which that is not certain waits its turn.
"""

import io
import re
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import chain

import python_calamine as calamine

from ingest.cells.condense_sheet import END, PREFIXED, START, expected_columns
from ingest.reader_limits import Limits

_WINDOW = 1 << 22
# a cell other than at an expected address and with a style and a type at most
_OTHER = rb'<c(?! r="(?:%s)(?:%s)"(?:/?>| s="\d+"/?>| t="\w+"/?>| s="\d+" t="\w+"/?>))'


class ReadAhead:
    """The sheet being read; use as a context manager.

    Args:
        data: the whole file.
    """

    def __init__(self, data: bytes) -> None:
        self.data, self.name = data, ""
        self._book: calamine.CalamineWorkbook | None = None
        self._sheet: calamine.CalamineSheet | None = None
        self._error: BaseException | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> "ReadAhead":
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread:
            self._thread.join()

    def begin(self, name: str) -> None:
        """Begin to read a sheet, the only one.

        Args:
            name: the sheet's name, which no other sheet has.
        """
        begun = threading.Event()
        self.name, self._thread = name, threading.Thread(target=self._read_sheet, args=(begun,))
        self._thread.start()
        begun.wait()  # beside this thread's own work the other would not come far in Python

    def _read_sheet(self, begun: threading.Event) -> None:
        try:
            self._book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(self.data))
            begun.set()
            self._sheet = self._book.get_sheet_by_name(self.name)
        except BaseException as error:  # calamine's panics are no Exceptions
            self._error = error
            begun.set()

    def book(self) -> calamine.CalamineWorkbook:
        """The workbook, when no sheet is being read from it."""
        if self._thread:
            self._thread.join()
        if self._book is None:
            self._book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(self.data))
        return self._book

    def sheet(self, name: str) -> calamine.CalamineSheet:
        """A sheet of the workbook."""
        book = self.book()
        if self._thread is None or name != self.name:
            return book.get_sheet_by_name(name)
        if self._error:
            raise self._error
        return self._sheet


def spans_little(archive: zipfile.ZipFile, part: str, limits: Limits) -> bool:
    """Whether all cells of a sheet lie, beyond doubt, within the number of cells of a file.

    Args:
        archive: the workbook.
        part: the sheet's part.
        limits: what the file may cost.
    """
    with archive.open(part) as stream, closing(_windows(stream)) as windows:
        head, found, first = next(windows, b"").partition(START)
        expected = expected_columns(first)
        if not found or b"<!" in head or not expected:
            return False
        other = re.compile(_OTHER % (expected[1], _rows_below(limits.cells // expected[0])))
        rest = b""
        for read in chain([first], windows):
            window, found, _ = (rest + read).partition(END)
            # the last cell of a window may be cut off
            end = len(window) if found else max(window.rfind(b"<c"), 0)
            if _may_hide(window) or other.search(window, 0, end):
                return False
            if found:
                return True
            rest = window[end:]
        return False


def _windows(stream: zipfile.ZipExtFile) -> Iterator[bytes]:
    """The XML, some megabytes at a time; while one is looked at the next is unpacked.

    Where it cannot be unpacked it ends; who reads the sheet will say why.
    """
    unpacked: list[bytes] = []

    def unpack() -> None:
        with suppress(Exception):
            unpacked.append(stream.read(_WINDOW))

    unpack()
    while unpacked and (window := unpacked.pop()):
        thread = threading.Thread(target=unpack)
        thread.start()
        try:
            yield window
        finally:
            thread.join()


def _may_hide(window: bytes) -> bool:
    """Whether something in the XML could be taken for its end, or a cell for none."""
    if (b"!" in window and b"<!" in window) or (b"?" in window and b"<?" in window):
        return True
    return b":" in window and bool(PREFIXED.search(window))


def _rows_below(most: int) -> bytes:
    """Matches row numbers up to a round number that is not above this one; if there is none, 0."""
    digits = str(most)
    first, others = int(digits[0]), len(digits) - 1
    if not others:
        return b"0"
    return b"%s\\d{1,%d}" % (b"[1-%d]?" % (first - 1) if first > 1 else b"", others)

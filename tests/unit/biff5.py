"""Workbooks of Excel 5.0 and 95 (BIFF5), record by record; no program here writes them any more.

Layout of the records: Microsoft's "Excel 97 file format" documents, chapters on BIFF5 and BIFF7.
"""

import io
import struct

from xlwt.CompoundDoc import XlsDoc

FONTS = ("Arial", "Arial", "Arial", "Arial", ".VnTime", ".VnTimeH", "VNI-Times")
# cell formats behind the fifteen that every workbook has
PLAIN, TCVN3, CAPITAL, VNI, DAY = range(15, 20)


def record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _short(text: str) -> bytes:
    stored = text.encode("latin-1")
    return bytes([len(stored)]) + stored


def label(row: int, column: int, text: str, style: int = PLAIN) -> bytes:
    stored = text.encode("latin-1")
    return record(0x204, struct.pack("<4H", row, column, style, len(stored)) + stored)


def number(row: int, column: int, value: float, style: int = PLAIN) -> bytes:
    return record(0x203, struct.pack("<3Hd", row, column, style, value))


def error(row: int, column: int, code: int) -> bytes:
    return record(0x205, struct.pack("<3H2B", row, column, PLAIN, code, 1))


def formula(row: int, column: int, result: bytes, options: int = 0, text: str = "") -> bytes:
    """A formula (=5) with this stored result; a text result follows it."""
    head = struct.pack("<3H", row, column, PLAIN) + result
    body = head + struct.pack("<HIH", options, 0, 3) + b"\x1e\x05\x00"
    stored = text.encode("latin-1")
    follows = record(0x207, struct.pack("<H", len(stored)) + stored) if text else b""
    return record(0x06, body) + follows


def hidden_row(row: int) -> bytes:
    return record(0x208, struct.pack("<8H", row, 0, 9, 255, 0, 0, 0x120, PLAIN))


def hidden_column(column: int) -> bytes:
    return record(0x7D, struct.pack("<6H", column, column, 2000, PLAIN, 1, 0))


def book(sheets: list[tuple[str, bool, bytes]], codepage: int = 1252, more: bytes = b"") -> bytes:
    """The records of a workbook; ``(name, hidden, records)`` of each sheet."""
    head = record(0x809, struct.pack("<4H", 0x500, 5, 0x0DBB, 0x07CC))
    head += record(0x42, struct.pack("<H", codepage)) + more
    for name in FONTS:
        head += record(
            0x31, struct.pack("<5H5B", 200, 0, 32767, 400, 0, 0, 0, 0, 0, 0)[:14] + _short(name)
        )
    styles = [(0, 0, 0xFFF5)] * 15 + [(0, 0, 1), (5, 0, 1), (6, 0, 1), (7, 0, 1), (0, 14, 1)]
    for font, shown_as, kind in styles:
        head += record(0xE0, struct.pack("<8H", font, shown_as, kind, 32, 0x20C0, 0, 0, 0))
    start = struct.pack("<4H", 0x500, 0x10, 0x0DBB, 0x07CC)
    bodies = [record(0x809, start) + cells + record(0x0A) for _, _, cells in sheets]
    listing = sum(len(record(0x85, bytes(6) + _short(name))) for name, _, _ in sheets)
    position = len(head) + listing + 4
    for (name, is_hidden, _), body in zip(sheets, bodies, strict=True):
        head += record(0x85, struct.pack("<IBB", position, is_hidden, 0) + _short(name))
        position += len(body)
    return head + record(0x0A) + b"".join(bodies)


def boxed(records: bytes) -> bytes:
    """The records in a compound file, in the stream that their version uses."""
    out = io.BytesIO()
    XlsDoc().save(out, records)
    data = out.getvalue()
    if records[4:6] == b"\x00\x06":  # BIFF8 calls it "Workbook"
        return data
    place = data.index("Workbook".encode("utf-16-le"))
    name = "Book".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 10)
    return data[:place] + name + data[place + 66 :]

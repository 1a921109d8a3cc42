"""Delimited text (.csv, .tsv, .txt) to one sheet: encoding, delimiter, quoted line breaks.

Nothing in such a file says how it is written. The encoding is the one in which most accented words
are Vietnamese; the delimiter is the one that cuts the lines most evenly.
"""

import csv
import io
import re
from collections import Counter

from ingest.cells.decode_bytes import decode_bytes
from ingest.cells.scan_structure import too_many_cells
from ingest.cells.sheet import Sheet, Value, shown_value
from ingest.reader_limits import Limits
from ingest.refused import Refused

_SAMPLE = 20_000
# Excel's own first line, which names the delimiter and is no data
_NAMED = re.compile(r'\A"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_PROSE = re.compile(", ")
_DECIMAL_OR_PROSE = re.compile(", |(?<=[0-9]),(?=[0-9])")
# no letters of any text; binary data has them soon
_CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_QUOTED = re.compile(r'"[^"]*"')


def read_delimited(data: bytes, limits: Limits) -> Sheet:
    """The one sheet of a delimited file; its first row is the first line but for ``sep=``.

    Args:
        data: the whole file.
        limits: what the file may cost.

    Raises:
        Refused: the file is no text, is damaged, or spans more cells than the limit.
    """
    text = decode_bytes(data)
    if _CONTROLS.search(text):
        raise Refused("unreadable", "no_table")
    grid: list[list[Value]] = []
    if named := _NAMED.match(text):
        grid.append([])  # so that addresses stay true
    start = named.end() if named else 0
    delimiter = named[1] if named else _delimiter(text[:_SAMPLE])
    lines = text.count("\n") + 1
    if text.count(delimiter) + lines > limits.cells:
        raise too_many_cells(lines, text.count(delimiter) // lines + 1, "csv", limits)
    try:
        for row in csv.reader(io.StringIO(text[start:], newline=""), delimiter=delimiter):
            grid.append([shown_value(cell) for cell in row])
    except csv.Error as error:
        raise Refused("unreadable", "csv") from error
    return Sheet("", grid)


def _delimiter(sample: str) -> str:
    """The mark that cuts most lines into equally many cells."""
    lines = _QUOTED.sub("", sample).splitlines()

    def cuts(mark: str) -> tuple[int, bool]:
        counts = Counter(count for line in lines if (count := _count(line, mark)))
        often, alike = max(counts.items(), key=lambda item: item[0] * item[1], default=(0, 0))
        return alike * often, mark != ","

    return max(";\t,", key=cuts)


def _count(line: str, mark: str) -> int:
    """How often a line holds a mark; "Xã, phường" and, beside another mark, "1,5" hold none."""
    if mark != ",":
        return line.count(mark)
    prose = _DECIMAL_OR_PROSE if ";" in line or "\t" in line else _PROSE
    return prose.sub("", line).count(",")

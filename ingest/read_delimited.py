"""Delimited text (.csv, .tsv, .txt) to one sheet: encoding, delimiter, quoted line breaks.

Nothing in such a file says how it is written. The encoding is the one in which most accented words
are Vietnamese; the delimiter is the one that cuts the lines most evenly.
"""

import csv
import io
import re
from collections import Counter

from ingest.decode_bytes import decode_bytes
from ingest.reader_limits import Limits
from ingest.refused import Refused
from ingest.scan_structure import too_many_cells
from ingest.sheet import Sheet, Value, shown_value

_SAMPLE = 20_000
# Excel's own first line, which names the delimiter and is no data
_NAMED = re.compile(r'\A"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
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
    if "\x00" in text:
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
    """The mark that most lines hold equally often; a comma may also be a decimal sign."""
    lines = _QUOTED.sub("", sample).splitlines()

    def evenness(mark: str) -> tuple[int, bool, int]:
        counts = Counter(count for line in lines if (count := line.count(mark)))
        often, alike = max(counts.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return alike, mark != ",", often

    return max(";\t,", key=evenness)

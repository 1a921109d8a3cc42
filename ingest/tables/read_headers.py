"""Header rows of a table: which rows may be header, and the texts above each column."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from itertools import pairwise

from ingest.cells.read_cells import ErrorCell, Sheet, Value
from ingest.cells.sheet import Shape
from ingest.tables.read_units import is_unit
from ingest.values.read_periods import mentions
from ingest.values.vocabulary import expand, vocabulary

MAX_HEADER_ROWS = 6
_NUMBERING = re.compile(r"^[(\[]?(?:[a-zđ]|\d{1,2})[)\].]?(?:\s*=.*)?$", re.IGNORECASE)
_IS_NUMBER = re.compile(r"^(?!20\d\d$)[\d.,]+$")  # figures kept as text are figures
_YEARS = frozenset(range(2015, 2041))  # a year may stand as a number above its columns
_LONG = 160  # characters; a header text is shorter


def never_header(shape: Shape) -> bool:
    """Whether the types of a row's cells alone say that it is no header row."""
    return any(issubclass(kind, bool | date | ErrorCell) for kind in set(shape.types))


def may_be_header(sheet: Sheet, row: int) -> bool:
    """A header row holds texts only (a year may stand alone), and is not a numbering row."""
    texts = 0
    for value in sheet.grid[row]:
        if value is None:
            continue
        if isinstance(value, bool | date | datetime | ErrorCell):
            return False
        if isinstance(value, int | float):
            if value not in _YEARS:
                return False
        elif len(value) > _LONG or _IS_NUMBER.match(value.strip()):
            return False
        texts += 1
    return texts > 0 and not is_numbering(sheet.grid[row])


def is_unit_row(sheet: Sheet, row: int) -> bool:
    """Whether a row below the labels holds nothing but units: "(cuộc) | (DN) | (triệu đồng)"."""
    if row >= len(sheet.grid):
        return False
    texts = [value for value in sheet.grid[row] if value is not None]
    return len(texts) > 1 and all(type(value) is str and is_unit(value) for value in texts)


def stands_over_figures(sheet: Sheet, row: int) -> bool:
    """Whether a row is one text merged over columns of figures: "Luỹ kế từ đầu năm", no title."""
    if row < 0:
        return False
    filled = [(column, v) for column, v in enumerate(sheet.grid[row]) if v is not None]
    return len(filled) == 1 and any(
        (top, left) == (row, filled[0][0])
        and 0 < left < right
        and _says_no_result(str(filled[0][1]))
        for top, left, _, right in sheet.merges
    )


def is_numbering(row: Sequence[Value]) -> bool:
    """Whether a row is the numbering row ``A | B | 1 | 2 | 3=4+5`` below a header."""
    texts = []
    for value in row:
        if value is None:
            continue
        if isinstance(value, float | int) and not isinstance(value, bool):
            if value != int(value):
                return False
            texts.append(str(int(value)))
        elif isinstance(value, str):
            texts.append(value.strip())
        else:
            return False
    if len(texts) < 2 or not all(_NUMBERING.match(text) for text in texts):
        return False
    numbers = [int(m[0]) for text in texts if (m := re.search(r"\d+", text.partition("=")[0]))]
    # strictly rising, so that a row of small counts is not mistaken for it
    return len(numbers) >= 2 and numbers[0] <= 2 and all(b - a == 1 for a, b in pairwise(numbers))


def lowest_merge(sheet: Sheet, top: int, bottom: int) -> int:
    """Last row that the vertically merged texts of the rows ``top``..``bottom`` reach."""
    lows = [low for high, left, low, right in sheet.merges if top <= high <= bottom and low > high]
    return max([bottom, *lows])


def header_paths(sheet: Sheet, top: int, bottom: int) -> list[tuple[str, ...]]:
    """Header texts of each column from the top down, group headers spread over their columns."""
    width = sheet.width
    rows = [[sheet.at(row, column) for column in range(width)] for row in range(top, bottom + 1)]
    for first, left, last, right in sheet.merges:
        if last < top or first > bottom or (first, left) == (last, right):
            continue
        value = sheet.at(first, left)
        for row in range(max(first, top), min(last, bottom) + 1):
            for column in range(left, min(right, width - 1) + 1):
                rows[row - top][column] = value
    for depth, row in enumerate(rows[:-1]):
        below = rows[depth + 1 :]
        for column in range(1, width):
            if row[column] is None and _spreads(row, below, column):
                row[column] = row[column - 1]
    for row in rows[:-1]:
        _drop_banner(row, rows[-1])
    return [_path(rows, column) for column in range(width)]


def _spreads(row: list[Value], below: list[list[Value]], column: int) -> bool:
    """A blank cell beside a group header belongs to it when both have a header text below."""
    has_text = any(r[column] is not None for r in below)
    left_is_group = row[column - 1] is not None and any(r[column - 1] is not None for r in below)
    # a vertically merged label repeats itself below; it is a leaf, not a group
    own_label = all(r[column - 1] in (None, row[column - 1]) for r in below)
    only_units = all(_is_unit_below(r[column - 1]) for r in below)
    return has_text and left_is_group and not own_label and not only_units


def _is_unit_below(value: Value) -> bool:
    return value is None or (str(value).strip().startswith("(") and is_unit(str(value)))


def _drop_banner(row: list[Value], leaves: list[Value]) -> None:
    """A text over nearly all columns is a banner, not a group, unless it speaks of no results."""
    used = sum(value is not None for value in leaves)
    for text, count in Counter(v for v in row if v is not None).items():
        names_quarter = any(mention.quarter for mention in mentions(str(text)))
        if count >= max(4, 0.75 * used) and not names_quarter and not _says_no_result(str(text)):
            row[:] = [None if value == text else value for value in row]


def _says_no_result(banner: str) -> bool:
    """Whether a banner makes its columns "Kế hoạch năm", "Luỹ kế từ đầu năm" or the like."""
    said = f" {expand(banner)} "
    signs = (*vocabulary().not_current, *vocabulary().other_measures)
    return any(said.startswith(sign) for sign in signs)


def _path(rows: list[list[Value]], column: int) -> tuple[str, ...]:
    parts: list[str] = []
    for row in rows:
        value = row[column]
        if isinstance(value, int | float):
            value = str(int(value))
        if isinstance(value, str) and (not parts or parts[-1] != value):
            parts.append(value)
    return tuple(parts)

"""Where the tables of a sheet stand: header, columns and body, by labels and never by position."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from ingest.contract import Form
from ingest.fold_text import fold
from ingest.match_columns import FormLabels, HeaderColumn, labels_of
from ingest.read_cells import ErrorCell, Sheet, Value
from ingest.vocabulary import vocabulary

MAX_HEADER_ROWS = 5
_NUMBERING = re.compile(r"^\(?(?:[a-zđ]|\d{1,2})\)?(?:\s*=.*)?$", re.IGNORECASE)


@dataclass(slots=True)
class Table:
    """One table of a sheet; rows and columns count from 0.

    Attributes:
        form: the form's contract.
        top: first header row.
        body: first row below header and numbering row.
        end: row after the last row of the table.
        columns: what each sheet column is.
        preamble: rows above the header that belong to this table, (first, after last).
        rows: indices of body rows to classify, in order.
    """

    form: Form
    top: int
    body: int
    end: int
    columns: list[HeaderColumn]
    preamble: tuple[int, int]
    body_rows: list[int] = field(default_factory=list)

    @property
    def matched(self) -> list[HeaderColumn]:
        """Columns that mean a column of the form."""
        return [column for column in self.columns if column.kind == "column"]

    @property
    def names(self) -> set[str]:
        """Names of the form columns that the table has."""
        return {column.name for column in self.matched if column.name}

    @property
    def is_wide(self) -> bool:
        """Whether quarters stand side by side."""
        return any(column.quarter for column in self.matched)


@dataclass(slots=True)
class _Header:
    form: FormLabels
    top: int
    bottom: int
    columns: list[HeaderColumn]
    score: float

    @property
    def found(self) -> set[tuple[str | None, int | None, int | None]]:
        return {(c.name, c.year, c.quarter) for c in self.columns if c.kind == "column"}


class TableFinder:
    """Finds the tables of a sheet for a set of forms."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.labels = [labels_of(form) for form in forms]

    def find(self, sheet: Sheet) -> list[Table]:
        """All tables of a sheet from the top down."""
        seeds = self._seed_rows(sheet)
        headers: list[_Header] = []
        after = 0
        for seed in seeds:
            if seed < after:
                continue
            header = self._best_header(sheet, seed, after)
            if header:
                headers.append(header)
                after = header.bottom + 1
        return list(_tables(sheet, headers))

    def _seed_rows(self, sheet: Sheet) -> list[int]:
        known: dict[str, bool] = {}
        seeds = []
        for index, row in enumerate(sheet.grid):
            for value in row:
                if type(value) is not str or len(value) > 160:
                    continue
                if value not in known:
                    known[value] = any(form.knows(value) for form in self.labels)
                if known[value]:
                    seeds.append(index)
                    break
        return seeds

    def _best_header(self, sheet: Sheet, seed: int, after: int) -> _Header | None:
        best: _Header | None = None
        for top in range(max(after, seed - 2), seed + 1):
            if not _may_be_header(sheet, top):
                continue
            for bottom in range(top, min(top + MAX_HEADER_ROWS, len(sheet.grid))):
                if bottom > top and not _may_be_header(sheet, bottom):
                    break
                if bottom < seed:
                    continue
                paths = header_paths(sheet, top, bottom)
                for form in self.labels:
                    header = _match(sheet, form, top, bottom, paths)
                    if header and (best is None or _better(header, best)):
                        best = header
        return best


def _better(new: _Header, old: _Header) -> bool:
    if new.score != old.score:
        return new.score > old.score
    # same columns: the shorter header, and the lower of two equally short ones
    return (new.bottom - new.top, -new.top) < (old.bottom - old.top, -old.top)


def _match(
    sheet: Sheet, form: FormLabels, top: int, bottom: int, paths: list[tuple[str, ...]]
) -> _Header | None:
    columns = [form.column(index, path) for index, path in enumerate(paths)]
    matched = [c for c in columns if c.kind == "column"]
    names = {c.name for c in matched}
    required = set(form.form.required(None))
    optional_commune = {name for name in required if form.form.columns[name].default == "agency"}
    if len(names) < 2:
        return None
    titled = _title_says(sheet, form.form, top)
    share = len(names & required) / len(required)
    # enough of the required columns, or a title that says so
    if share < (0.4 if titled else 0.6):
        return None
    by_label = sum(c.by == "label" for c in matched) - _repeats(matched)
    by_keywords = sum(c.by == "keywords" for c in matched)
    unknown = sum(c.kind == "unknown" for c in columns)
    score = by_label + 0.75 * by_keywords - 0.5 * unknown + 3 * titled + 2 * share
    if required - optional_commune <= names:
        score += 2
    return _Header(form, top, bottom, columns, score)


def _repeats(matched: list[HeaderColumn]) -> float:
    counts = Counter((c.name, c.year, c.quarter) for c in matched)
    return 1.5 * sum(count - 1 for count in counts.values())


def _title_says(sheet: Sheet, form: Form, top: int) -> bool:
    titles = [fold(title) for title in form.titles]
    number = fold(form.number)
    for row in range(max(0, top - 14), top):
        for value in sheet.grid[row]:
            if type(value) is str and len(value) < 300:
                text = fold(value)
                if number in text or any(title in text for title in titles):
                    return True
    return False


def _may_be_header(sheet: Sheet, row: int) -> bool:
    """A header row holds texts only, and is not a numbering row."""
    texts = 0
    for value in sheet.grid[row]:
        if isinstance(value, bool | int | float | date | datetime | ErrorCell):
            return False
        if value is not None:
            if len(value) > 160:
                return False
            texts += 1
    return texts > 0 and not is_numbering(sheet.grid[row])


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
    return has_text and left_is_group and not own_label


def _drop_banner(row: list[Value], leaves: list[Value]) -> None:
    """A text over nearly all columns is a banner, not a group."""
    used = sum(value is not None for value in leaves)
    for text, count in Counter(v for v in row if v is not None).items():
        if count >= max(4, 0.75 * used):
            row[:] = [None if value == text else value for value in row]


def _path(rows: list[list[Value]], column: int) -> tuple[str, ...]:
    parts: list[str] = []
    for row in rows:
        value = row[column]
        if isinstance(value, str) and (not parts or parts[-1] != value):
            parts.append(value)
    return tuple(parts)


def _tables(sheet: Sheet, headers: list[_Header]) -> Iterator[Table]:
    end_of_previous = 0
    for index, header in enumerate(headers):
        body = header.bottom + 1
        while body < len(sheet.grid) and not any(v is not None for v in sheet.grid[body]):
            body += 1
        if body < len(sheet.grid) and is_numbering(sheet.grid[body]):
            body += 1
        else:
            body = header.bottom + 1
        limit = headers[index + 1].top if index + 1 < len(headers) else len(sheet.grid)
        end = _end_of_body(sheet, body, limit)
        yield Table(
            header.form.form,
            header.top,
            body,
            end,
            header.columns,
            (end_of_previous, header.top),
            list(range(body, end)),
        )
        end_of_previous = end


def _end_of_body(sheet: Sheet, body: int, limit: int) -> int:
    """Row after the last table row: the first sign-off, else the last row that holds anything."""
    pattern = vocabulary().rows["end"]
    last = body
    for row in range(body, limit):
        texts = [fold(v) for v in sheet.grid[row] if type(v) is str]
        numbers = sum(isinstance(v, int | float) for v in sheet.grid[row])
        if numbers < 2 and any(pattern.search(text) for text in texts):
            break
        if any(v is not None for v in sheet.grid[row]):
            last = row + 1
    return last

"""The parts of a sheet that are read on their own: tables beside one another, and turned tables.

Most sheets are one part. Tables may also stand side by side, with empty columns between them or
without, at different heights, below a wide table; and a table may be turned, its communes across
and its indicators down. A part keeps the addresses of its sheet.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from ingest.cells.read_cells import Sheet, Value
from ingest.tables.classify_rows import NUMBER_LABELS
from ingest.tables.find_tables import Seed, Table, TableFinder
from ingest.tables.turn_tables import turned_tables
from ingest.values.fold_text import fold
from ingest.values.read_periods import mentions

Part = tuple[Sheet, list[Table]]
Band = tuple[int, int]  # columns (first, after last)
_FEW = 3  # a title or a sign-off fills at most this many cells of its row


def sheet_parts(sheet: Sheet, finder: TableFinder) -> list[Part]:
    """Parts of a sheet with their tables, in reading order.

    Args:
        sheet: the sheet.
        finder: finds the tables of the forms looked for.
    """
    seeds = finder.seeds(sheet)
    whole = finder.find(sheet, seeds)
    if not seeds:
        return [(sheet, whole)]
    parts: list[Part] = []
    for first, last, tables in _regions(sheet, whole, seeds):
        inside = [seed for seed in seeds if first <= seed.row < last]
        split = _best_split(sheet, (first, last), inside, tables, finder)
        parts += split or [(sheet, tables)]
    turned = turned_tables(sheet, seeds, [t for _, tables in parts for t in tables], finder)
    return [*_joined(parts), *turned]


def _regions(
    sheet: Sheet, tables: list[Table], seeds: list[Seed]
) -> Iterator[tuple[int, int, list[Table]]]:
    """Rows (first, after last) of each table with the texts above it.

    A table that begins lower beside the one before it, or is its next page, is of its region.
    What stands above the titles of a table and has labels of its own, unread, is a region too.
    """
    groups: list[list[Table]] = []
    for table in tables:
        if groups and _is_untitled(sheet, table):
            groups[-1].append(table)
        else:
            groups.append([table])
    starts = [0, *(group[0].preamble[0] for group in groups[1:])]
    ends = [*starts[1:], len(sheet.grid)]
    for (first, last), group in zip(zip(starts, ends, strict=True), groups or [[]], strict=True):
        top = _title_top(sheet, group[0]) if group else first
        titled = group and any(sheet.shapes[row].filled for row in range(top, group[0].top))
        # without a title it is the next page of what stands above
        if titled and any(first <= seed.row < top and len(seed.columns) > 1 for seed in seeds):
            yield first, top, []
            first, group[0].preamble = top, (top, group[0].top)
        yield first, last, group


def _title_top(sheet: Sheet, table: Table) -> int:
    """The first of the rows above a table that hold nothing but its titles."""
    row = table.top
    while row > table.preamble[0]:
        shape = sheet.shapes[row - 1]
        if shape.numbers or shape.filled > _FEW:
            break
        row -= 1
    return row


def _is_untitled(sheet: Sheet, table: Table) -> bool:
    """Whether no text stands between a table and the one above it."""
    return not any(v is not None for row in sheet.grid[slice(*table.preamble)] for v in row)


def _overlap(one: Table, other: Table) -> bool:
    """Whether two tables share columns of the sheet."""
    spans = [[c.index for c in table.matched] for table in (one, other)]
    return min(spans[0]) <= max(spans[1]) and min(spans[1]) <= max(spans[0])


def _joined(parts: list[Part]) -> list[Part]:
    """Regions that need no splitting are one part again."""
    joined: list[Part] = []
    for sheet, tables in parts:
        if joined and joined[-1][0] is sheet:
            joined[-1] = (sheet, [*joined[-1][1], *tables])
        else:
            joined.append((sheet, tables))
    return joined


def _best_split(
    sheet: Sheet, rows: tuple[int, int], seeds: list[Seed], whole: list[Table], finder: TableFinder
) -> list[Part] | None:
    """The region in bands of columns, when more whole tables are found so than without."""
    best, most = None, _worth(whole)
    # the title of a table beside another stands between the other's rows: only a band shows it
    is_disjoint = any(not _overlap(one, other) for one, other in pairwise(whole))
    for bands in (_bands_between_gaps(sheet, rows, seeds), _bands_by_labels(sheet, seeds, finder)):
        if len(bands) < 2:
            continue
        parts = []
        for band in bands:
            part = _only(sheet, rows, band, seeds)
            parts.append((part, finder.find(part)))
        worth = _worth([table for _, tables in parts for table in tables])
        if (worth > most or (is_disjoint and worth[:2] >= most[:2])) and worth[0] > 1:
            best, most = [part for part in parts if part[1]], worth
    return best


def _worth(tables: list[Table]) -> tuple[int, int, int]:
    """How many whole tables, how far up they begin and how far down they reach."""
    complete = [table for table in tables if table.body_rows and _is_complete(table)]
    tops, rows = sum(t.top for t in complete), sum(len(t.body_rows) for t in complete)
    return len(complete), -tops, rows


def _is_complete(table: Table) -> bool:
    """Whether a table has every column that its form needs, each of them once, and its own rows.

    The second half of a wide table has neither running numbers nor communes of its own.
    """
    if table.form.key_column not in table.names and not any(
        c.path and fold(c.path[-1]) in NUMBER_LABELS for c in table.columns
    ):
        return False
    named = [(c.name, c.year, c.quarter) for c in table.matched]
    needed = {
        name for name in table.form.required(None) if table.form.columns[name].default != "agency"
    }
    return needed <= table.names and len(named) == len(set(named))


def _bands_between_gaps(sheet: Sheet, rows: tuple[int, int], seeds: list[Seed]) -> list[Band]:
    """Bands between empty columns; a band without labels of its own belongs to its neighbour."""
    if not seeds:
        return []
    grid = sheet.grid[seeds[0].row : rows[1]]
    labelled = {c for seed in seeds if len(seed.columns) > 1 for c in seed.columns}
    used = [c for c in range(sheet.width) if c in labelled or _is_used(grid, c)]
    bands: list[Band] = []
    for column in used:
        if bands and column == bands[-1][1]:
            bands[-1] = (bands[-1][0], column + 1)
        else:
            bands.append((column, column + 1))
    own = [band for band in bands if _labels_in(band, seeds) >= 2]
    if len(own) < 2:
        return []
    starts = [0, *(band[0] for band in own[1:])]
    return list(zip(starts, [*starts[1:], sheet.width], strict=True))


def _is_used(grid: list[list[Value]], column: int) -> bool:
    """Whether a column holds more than titles and sign-offs, which may stand in a gap."""
    for row in grid:
        value = row[column] if column < len(row) else None
        if value is not None and (type(value) is not str or sum(v is not None for v in row) > _FEW):
            return True
    return False


def _labels_in(band: Band, seeds: list[Seed]) -> int:
    """The most labels of forms that one row has within a band."""
    return max(sum(band[0] <= c < band[1] for c in seed.columns) for seed in seeds)


def _bands_by_labels(sheet: Sheet, seeds: list[Seed], finder: TableFinder) -> list[Band]:
    """Bands that each begin with the same label: "STT | Xã | … | STT | Xã | …"."""
    for seed in seeds:
        row = sheet.grid[seed.row]
        labels = [fold(value) if type(value) is str else "" for value in row]
        first = next((label for label in labels if label), "")
        if first not in NUMBER_LABELS and not any(form.is_key(first) for form in finder.labels):
            continue
        starts = [column for column, label in enumerate(labels) if label == first]
        if len(starts) > 1 and all(b - a > 2 for a, b in pairwise(starts)):
            return list(zip([0, *starts[1:]], [*starts[1:], sheet.width], strict=True))
    return []


def _only(sheet: Sheet, rows: tuple[int, int], band: Band, seeds: list[Seed]) -> Sheet:
    """A copy with nothing but the cells of one band, and what is said above all bands."""
    low, high = band
    own_top = next(s.row for s in seeds if any(low <= c < high for c in s.columns))
    top = min(own_top, *(seed.row for seed in seeds))
    said = [v for row in sheet.grid[rows[0] : own_top] for v in row[low:high] if type(v) is str]
    if any(mention.quarter for text in said for mention in mentions(text)):
        top = rows[0]  # it has a title of its own
    grid: list[list[Value]] = []
    for number, row in enumerate(sheet.grid):
        if not rows[0] <= number < rows[1]:
            grid.append([])
            continue
        own = [value if low <= c < high else None for c, value in enumerate(row)]
        # a title above several tables is said of each of them that has none of its own
        shared = number < top and not any(value is not None for value in own)
        grid.append(list(row) if shared else own)
    merges = [m for m in sheet.merges if low <= m[1] < high and rows[0] <= m[0] < rows[1]]
    return replace(sheet, grid=grid, merges=merges)

"""Tables that stand side by side on one sheet, told apart by an empty column between them."""

from dataclasses import replace

from ingest.fold_text import fold
from ingest.read_cells import Sheet, Value

_ENOUGH_LABELS = 3


def side_by_side(sheet: Sheet) -> list[Sheet]:
    """The sheet itself, or a copy for each of its tables that stand beside one another.

    Addresses stay true: a copy holds only its own columns, at their places.
    """
    for number, row in enumerate(sheet.grid):
        bands = _equal_bands(row)
        gaps = [low - 1 for low, _ in bands[1:]]
        below = sheet.grid[number:]
        if gaps and not any(gap < len(r) and r[gap] is not None for r in below for gap in gaps):
            return [_only(sheet, low, high) for low, high in bands]
    return [sheet]


def _equal_bands(row: list[Value]) -> list[tuple[int, int]]:
    """Column ranges (first, after last) of a header row that says the same several times over."""
    labels = [fold(value) if type(value) is str else "" for value in row]
    used = [index for index, label in enumerate(labels) if label]
    if len(used) < 2 * _ENOUGH_LABELS:
        return []
    starts = [index for index in used if labels[index] == labels[used[0]]]
    if len(starts) < 2 or any(labels[start - 1] for start in starts[1:]):
        return []
    ends = [*starts[1:], len(labels)]
    said = [[text for text in labels[a:b] if text] for a, b in zip(starts, ends, strict=True)]
    if len(said[0]) < _ENOUGH_LABELS or any(texts != said[0] for texts in said):
        return []
    return [(0, ends[0]), *zip(starts[1:], ends[1:], strict=True)]


def _only(sheet: Sheet, low: int, high: int) -> Sheet:
    grid = [
        [value if low <= column < high else None for column, value in enumerate(row)]
        for row in sheet.grid
    ]
    merges = [merge for merge in sheet.merges if low <= merge[1] < high]
    return replace(sheet, grid=grid, merges=merges)

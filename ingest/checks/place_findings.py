"""At which table of a file a finding stands: one bad table must not hold up the others."""

import re
from typing import Any

CELL = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def attribute_findings(
    findings: list[dict[str, Any]], tables: list[dict[str, Any]]
) -> list[list[dict[str, Any]]]:
    """Say at which table each finding stands.

    A finding at no sheet concerns every table. A finding on a sheet concerns the table around
    it, or the one below it (titles stand above their table); one on a sheet without tables
    concerns none.

    Returns:
        The findings of each table, in the order of `tables`.
    """
    found_at: list[list[dict[str, Any]]] = [[] for _ in tables]
    for finding in findings:
        if finding["sheet"] is None:
            for target in found_at:
                target.append(finding)
            continue
        on_sheet = [i for i, t in enumerate(tables) if t["sheet"] == finding["sheet"]]
        for index in _around(finding["cell"], on_sheet, tables):
            found_at[index].append(finding)
    return found_at


def _around(cell: str | None, on_sheet: list[int], tables: list[dict[str, Any]]) -> list[int]:
    """Which tables of a sheet a cell belongs to."""
    place = CELL.match(cell or "")
    if place is None or len(on_sheet) < 2:
        return on_sheet
    row, column = int(place[2]), _column(place[1])
    boxes = {index: _box(tables[index]["range"]) for index in on_sheet}
    inside = [
        index
        for index, (left, top, right, bottom) in boxes.items()
        if left <= column <= right and top <= row <= bottom
    ]
    below = [index for index in on_sheet if boxes[index][3] >= row]
    return (inside or sorted(below, key=lambda i: boxes[i][3]) or on_sheet[-1:])[:1]


def _box(cell_range: str) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a range such as ``A8:L20``, counted from 1."""
    found = CELL.match(cell_range)
    if found is None:
        raise ValueError(f"not a cell range: {cell_range!r}")
    left, top = _column(found[1]), int(found[2])
    return left, top, _column(found[3] or found[1]), int(found[4] or top)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number

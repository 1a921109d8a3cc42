"""What a table layout is: columns with their header labels, read from a few lines of text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One spreadsheet column of a layout.

    Attributes:
        key: contract column id, or `_name` for a column that no contract row carries.
        path: header labels from top to bottom, 1 to 3 of them.
        unit: "" or the money unit in which the cells are written ("đồng", "triệu đồng").
    """

    key: str
    path: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True)
class Layout:
    """One way of drawing a form: its mark, its title and its columns."""

    mark: str
    title: str
    columns: tuple[Column, ...]
    unit_line: str = ""


def layout(mark: str, title: str, lines: str, unit_line: str = "") -> Layout:
    """A layout from its lines, one column a line: `key: top label > bottom label`.

    Args:
        mark: form mark, e.g. "Biểu số 01/KTLĐ".
        title: title in capitals.
        lines: the columns; `key[unit]` where the cells are in a money unit.
        unit_line: line above the header that states the unit, or "".
    """
    columns = []
    for line in lines.strip().splitlines():
        key, _, header = line.strip().partition(": ")
        key, _, unit = key.removesuffix("]").partition("[")
        columns.append(Column(key, tuple(header.split(" > ")), unit))
    return Layout(mark, title, tuple(columns), unit_line)

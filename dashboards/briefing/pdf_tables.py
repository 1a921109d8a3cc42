"""Tables for print: column widths and letter size by the real widths of the font.

A column is never narrower than its longest word, so nothing is cut and no number breaks: the size
of the letters goes down until all columns fit, and what is left is shared out by the weights.
"""

from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from dashboards.briefing.blocks import Cell, Column, Figure, Table, cell_text
from dashboards.briefing.formats import CannotPrint

FONTS = Path(__file__).parent / "fonts"
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 453.5, 728.5  # pt between the margins: 160 mm and 257 mm
SIZES = (11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)
LARGEST = ((4, 11), (6, 10.5), (8, 10), (10, 9.5), (99, 9))  # by the number of columns
INSET = 3.2  # pt on each side of a cell, a little more than the template's


HEADING_LINES = 2.6  # a heading is broken into about three lines where there is room


class TooWide(CannotPrint):
    """A table whose words do not fit side by side, even in the smallest letters."""


@lru_cache(maxsize=2)
def _advances(cut: str) -> tuple[dict[int, float], float]:
    font = TTFont(FONTS / f"Tinos-{cut}.ttf", lazy=True)
    metrics, per_em = font["hmtx"], font["head"].unitsPerEm
    widths = {code: metrics[name][0] / per_em for code, name in font.getBestCmap().items()}
    return widths, max(widths.values())


@lru_cache(maxsize=20_000)
def text_width(text: str, bold: bool = False) -> float:
    """Return how wide a text is in Tinos, in em.

    Args:
        text: one line.
        bold: in the bold cut.
    """
    widths, widest = _advances("Bold" if bold else "Regular")
    return sum(widths.get(ord(sign), widest) for sign in text)


@lru_cache(maxsize=20_000)
def longest_word(text: str, bold: bool = False) -> float:
    """Return the width of the longest part that a line may not break, in em.

    Args:
        text: any text; breaks at spaces only, a no-break space holds.
        bold: in the bold cut.
    """
    words = text.replace("\n", " ").replace("\t", " ").split(" ")
    return max(text_width(word, bold) for word in words)


def column_widths(table: Table, room: float) -> tuple[float, list[float]]:
    """Return the size of the letters and the width of each column, in pt.

    Args:
        table: with at least one row.
        room: width of the whole table in pt.

    Raises:
        TooWide: not even the smallest letters fit.
    """
    least = [_least(table, place) for place in range(len(table.columns))]
    largest = next(size for columns, size in LARGEST if len(table.columns) <= columns)
    for size in (size for size in SIZES if size <= largest):
        narrowest = [width * size + 2 * INSET for width in least]
        if sum(narrowest) <= room:
            roomy = [
                max(width, _heading_width(column) / HEADING_LINES * size + 2 * INSET)
                for width, column in zip(narrowest, table.columns, strict=True)
            ]
            wanted = roomy if sum(roomy) <= room else narrowest
            return size, _shared_out(wanted, [c.weight for c in table.columns], room)
    raise TooWide(f"Bảng “{table.title}” rộng hơn trang giấy, kể cả với cỡ chữ nhỏ nhất.")


def _heading_width(column: Column) -> float:
    return text_width(f"{column.title} ", True) + text_width(_unit(column))


def _least(table: Table, place: int) -> float:
    column = table.columns[place]
    widths = [longest_word(column.title, True), longest_word(_unit(column))]
    for row in table.rows:
        if row.kind == "section" or place >= len(row.cells):
            continue
        widths.append(longest_word(cell_text(row.cells[place]), row.kind == "total"))
    return max(widths)


def _shared_out(narrowest: list[float], weights: list[float], room: float) -> list[float]:
    """Widths by weight, where a column that needs more than its share gets what it needs."""
    fixed: set[int] = set()
    while True:
        left = room - sum(narrowest[place] for place in fixed)
        total = sum(weight for place, weight in enumerate(weights) if place not in fixed)
        widths = [
            narrowest[place] if place in fixed else left * weight / total
            for place, weight in enumerate(weights)
        ]
        short = {place for place, width in enumerate(widths) if width < narrowest[place] - 1e-9}
        if not short:
            return [round(width, 2) for width in widths]
        fixed |= short


def _unit(column: Column) -> str:
    return f"({column.unit})" if column.unit else ""


def table_data(table: Table, room: float) -> dict[str, Any]:
    """Return a table as the Typst template sets it.

    Args:
        table: of the text, or an appendix.
        room: width in pt between the margins.

    Raises:
        TooWide: its words do not fit side by side.
    """
    size, widths = column_widths(table, room) if table.rows else (11, [])
    return {
        "id": table.id,
        "title": table.title,
        "empty": table.empty,
        "intro": [sentence.text for sentence in table.intro],
        "notes": [sentence.text for sentence in table.notes],
        "landscape": table.landscape,
        "restricted": table.restricted,
        "size": size,
        "widths": widths,
        "kinds": [column.kind for column in table.columns],
        "header": _header(table.columns),
        "rows": [
            {"kind": row.kind, "cells": [_cell(c, table, place) for place, c in enumerate(cells)]}
            for row in table.rows
            for cells in [row.cells[:1] if row.kind == "section" else row.cells]
        ],
    }


def _cell(cell: Cell, table: Table, place: int) -> dict[str, Any]:
    text = cell_text(cell)
    is_number = isinstance(cell, Figure) and cell.value is not None
    in_words = table.columns[place].kind == "number" and not is_number and len(text) > 3
    return {"text": text, "words": in_words}


def _header(columns: tuple[Column, ...]) -> list[list[dict[str, Any]]]:
    """One row of headings, or two where neighbouring columns stand in a group."""
    has_groups = any(column.group for column in columns)
    upper: list[dict[str, Any]] = []
    lower: list[dict[str, Any]] = []
    for group, members in groupby(columns, key=lambda column: column.group):
        together = list(members)
        heads = [_heading(c.title, _unit(c), 1, 1 if group else 1 + has_groups) for c in together]
        if group:
            upper.append(_heading(group, "", len(together), 1))
            lower.extend(heads)
        else:
            upper.extend(heads)
    return [upper, lower] if has_groups else [upper]


def _heading(text: str, unit: str, columns: int, rows: int) -> dict[str, Any]:
    return {"text": text, "unit": unit, "colspan": columns, "rowspan": rows}

"""Small columns from zero, one a quarter: in the lines of a table, and as panels side by side."""

from dataclasses import dataclass

from dashboards.pictures.draw import box, text_width, words, wrapped
from dashboards.pictures.framed import WIDTH
from dashboards.pictures.look import Look

_LINE = 24.0
_PANELS, _PANEL_HIGH = 3, 84.0


@dataclass(frozen=True)
class Point:
    """One quarter.

    Attributes:
        value: None where there is none.
        is_shown: the quarter in question.
        is_limited: compares with others only in part.
    """

    value: float | None
    is_shown: bool
    is_limited: bool


@dataclass(frozen=True)
class SparkRow:
    """A line of the table: texts of the columns, in order, and the past of the second."""

    texts: tuple[str, ...]
    points: list[Point]


def columns(
    points: list[Point], x: float, y: float, wide: float, high: float, top: float, look: Look
) -> str:
    """Return columns on a base line.

    Args:
        points: quarters, oldest first.
        x: left.
        y: upper edge.
        wide: of all columns.
        high: of the highest.
        top: the value as high as that.
        look: colours.
    """
    step = wide / max(len(points), 1)
    parts = [box(x, y + high, wide, 0.8, look.edge)]
    for place, point in enumerate(points):
        at, each = x + place * step + step * 0.12, step * 0.76
        if point.value is None:
            parts.append(
                box(at, y + high * 0.6, each, high * 0.4, "none", look.edge, stroke_dasharray="2")
            )
            continue
        tall = max(point.value / top * high, 1.2) if top else 1.2
        fill = look.strong if point.is_shown else "url(#gach)" if point.is_limited else look.light
        edge = look.edge if point.is_limited and not point.is_shown else None
        parts.append(box(at, y + high - tall, each, tall, fill, edge))
    return "".join(parts)


def spark_table(
    headings: tuple[str, ...], groups: list[tuple[str, list[SparkRow]]], look: Look
) -> tuple[str, float]:
    """Return a table with a column of small columns after the second text, and its height.

    Args:
        headings: of the texts; the small columns stand below "Các quý".
        groups: heading and lines.
        look: fonts and colours.
    """
    texts = [row.texts for _, rows in groups for row in rows]
    last = [
        max([text_width(row[place], 9.5, look) for row in texts] or [0]) + 8
        for place in range(2, len(headings))
    ]
    last = [
        max(wide, 54.0, max(text_width(word, 9, look) for word in head.split()) + 10)
        for wide, head in zip(last, headings[2:], strict=True)
    ]
    ends = [WIDTH - sum(last[place + 1 :]) for place in range(len(last))]
    first = ends[0] - last[0] if last else WIDTH
    spark, value = 84.0, first - 96
    parts, y = [_head(headings, value, first - 90, ends, look)], 40.0
    for heading, rows in groups:
        parts.append(box(0, y, WIDTH, 17, "#edf1f5"))
        parts.append(words(heading, 4, y + 12, 9.5, look, bold=True))
        y += 17
        for row in rows:
            parts.append(_line(row, y, value, (first - 90, spark), ends, look))
            y += _LINE
    return "".join(parts), y


def _head(headings: tuple, value: float, spark: float, ends: list[float], look: Look) -> str:
    parts = [words(headings[0], 4, 32, 9, look, colour=look.soft)]
    parts.append(words(headings[1], value, 32, 9, look, colour=look.soft, anchor="end"))
    parts.append(words("Các quý", spark, 32, 9, look, colour=look.soft))
    for text, end in zip(headings[2:], ends, strict=True):
        lines = wrapped(text, 9, 44, look)
        for place, line in enumerate(lines):
            at = 32 - 10 * (len(lines) - 1 - place)
            parts.append(words(line, end, at, 9, look, colour=look.soft, anchor="end"))
    return "".join(parts)


def _line(
    row: SparkRow, y: float, value: float, spark: tuple[float, float], ends: list, look: Look
) -> str:
    room = value - text_width(row.texts[1], 9.5, look) - 12
    lines = wrapped(row.texts[0], 9.5, room, look)
    lines = lines if len(lines) < 3 else [lines[0], " ".join(lines[1:])]
    parts = [
        words(line, 4, y + (15 if len(lines) == 1 else 10 + 10.5 * place), 9.5, look)
        for place, line in enumerate(lines)
    ]
    parts.append(words(row.texts[1], value, y + 15, 9.5, look, bold=True, anchor="end"))
    top = max((point.value or 0 for point in row.points), default=0)
    parts.append(columns(row.points, spark[0], y + 4, spark[1], 16, top, look))
    for text, end in zip(row.texts[2:], ends, strict=True):
        parts.append(words(text, end, y + 15, 9.5, look, anchor="end"))
    parts.append(box(0, y + _LINE - 0.8, WIDTH, 0.6, "#e0e6ec"))
    return "".join(parts)


def panels(found: list[tuple[str, str, list[Point], int]], look: Look) -> tuple[str, float]:
    """Return panels of columns on one scale, three abreast, and their height.

    Args:
        found: name, value in words, quarters, and before how many of them the border of
            2025-07-01 is drawn (0: not at all).
        look: fonts and colours.
    """
    top = max((p.value or 0 for _, _, points, _ in found for p in points), default=0)
    wide = (WIDTH - 20 * (_PANELS - 1)) / _PANELS
    parts = []
    for place, (name, value, points, before) in enumerate(found):
        x, y = place % _PANELS * (wide + 20), place // _PANELS * _PANEL_HIGH
        parts.append(words(name, x, y + 11, 10, look))
        parts.append(words(value, x + wide, y + 11, 10, look, bold=True, anchor="end"))
        parts.append(columns(points, x, y + 18, wide, 48, top, look))
        if 0 < before < len(points):
            at = x + before / len(points) * wide
            parts.append(box(at - 0.5, y + 16, 1, 52, look.ink))
    return "".join(parts), -(-len(found) // _PANELS) * _PANEL_HIGH

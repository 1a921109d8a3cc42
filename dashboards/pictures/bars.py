"""Lists of bars from zero, one a commune: ranked lists, plans against what was done, scores."""

from dataclasses import dataclass

from dashboards.pictures.draw import box, text_width, words
from dashboards.pictures.framed import WIDTH
from dashboards.pictures.look import Look

_LINE, _HIGH = 21.0, 13.0


@dataclass(frozen=True)
class BarRow:
    """One bar.

    Attributes:
        name: what stands before it.
        words: what stands behind it.
        share: its length, 0 to 1 of the scale; None where there is no value.
        look: ``strong``, ``plain``, ``small`` (hatched) or a level of the warning score.
        band: length of a pale band behind the bar (what is due by now).
        tick: place of a rule across (the whole plan).
        span: from and to of a thin line over the bar (how far the score may move).
        tag: word of the level, in a box of its colour.
    """

    name: str
    words: str
    share: float | None
    look: str = "plain"
    band: float | None = None
    tick: float | None = None
    span: tuple[float, float] | None = None
    tag: str = ""


def bar_list(rows: list[BarRow], look: Look) -> tuple[str, float]:
    """Return the list and its height; its width is ``framed.WIDTH``.

    Args:
        rows: in order.
        look: fonts and colours.
    """
    name = min(230.0, max((text_width(row.name, 11, look) for row in rows), default=0) + 12)
    tag = 50.0 if any(row.tag for row in rows) else 0.0
    end = max((text_width(row.words, 11, look) for row in rows), default=0) + 14
    left = name + tag
    room = WIDTH - left - end
    parts = [_bar(row, place * _LINE, left, room, look) for place, row in enumerate(rows)]
    return "".join(parts), len(rows) * _LINE


def _bar(row: BarRow, y: float, left: float, room: float, look: Look) -> str:
    base, top = y + 14, y + (_LINE - _HIGH) / 2
    strong = row.look == "strong"
    parts = [words(row.name, 0, base, 11, look, bold=strong)]
    if row.tag:
        parts.append(box(left - 48, top - 1, 40, _HIGH + 2, look.fill(row.look), look.edge, rx="3"))
        colour = look.on(row.look)
        parts.append(
            words(row.tag, left - 28, base - 0.5, 10, look, colour=colour, anchor="middle")
        )
    if row.band:
        parts.append(box(left, top - 3, min(row.band, 1) * room, _HIGH + 6, "#edf1f5"))
    if row.share is not None:
        parts.append(_body(row, left, top, room, look))
    if row.span:
        low, high = (min(max(part, 0), 1) * room for part in row.span)
        parts.append(box(left + low, top + _HIGH / 2 - 1, max(high - low, 2), 2, look.ink))
    if row.tick is not None:
        parts.append(box(left + row.tick * room - 1, top - 3, 2.4, _HIGH + 6, look.ink))
    parts.append(words(row.words, WIDTH, base, 11, look, bold=strong, anchor="end"))
    return "".join(parts)


def _body(row: BarRow, left: float, top: float, room: float, look: Look) -> str:
    wide = min(max(row.share or 0, 0), 1) * room
    if row.look == "small":
        return box(left, top, wide, _HIGH, "url(#gach)", look.edge)
    if row.look.startswith("level-"):
        return box(left, top, wide, _HIGH, look.fill(row.look), look.edge, rx="2")
    return box(left, top, wide, _HIGH, look.strong if row.look == "strong" else look.light)


def bar_legend(entries: list[tuple[str, str]], y: float, look: Look) -> tuple[str, float]:
    """Return keys (``strong``, ``plain``, ``band``, ``tick``) with words, in lines, and the height.

    Args:
        entries: key and words.
        y: where it starts.
        look: fonts and colours.
    """
    parts, x, start = [], 0.0, y
    for kind, text in entries:
        wide = 24 + text_width(text, 10.5, look) + 18
        if x and x + wide > WIDTH:
            x, y = 0.0, y + 17
        if kind == "tick":
            parts.append(box(x + 7, y, 2.4, 14, look.ink))
        elif kind == "band":
            parts.append(box(x, y + 1, 18, 12, "#edf1f5", look.edge))
        else:
            parts.append(box(x, y + 2, 18, 10, look.strong if kind == "strong" else look.light))
        parts.append(words(text, x + 24, y + 11, 10.5, look, colour=look.soft))
        x += wide
    return "".join(parts), y + 18 - start

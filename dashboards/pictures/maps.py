"""A map of the communes as SVG: tiles of one size, or the province's own boundaries.

Both stand on the left; the legend in words stands in the free upper right corner, else below.
"""

from dataclasses import dataclass

from dashboards.app.format_vi import number
from dashboards.pictures.draw import box, text_width, words, wrapped
from dashboards.pictures.look import Look
from dashboards.pictures.projection import fitted

WIDTH = 640.0
_TILE, _LOW, _GAP = 49.0, 39.0, 2.0  # a tile is wider than high: two lines of a name and a value
_NAME = 8.6  # of the names in tiles: 6 pt at 160 mm
_SHAPES_HIGH = 470.0
_LINE, _SIZE = 16.5, 10.0  # of the legend
_NAMED = 5  # communes that are named on the map with boundaries: the highest


@dataclass(frozen=True)
class Mark:
    """One commune on a map.

    Attributes:
        code: commune code.
        name: without "Xã" or "Phường".
        look: a key of ``Look.fills``.
        text: the value, short ("" where there is none).
        row: of its tile, from the top.
        column: of its tile, from the left.
        weight: orders the names on the map with boundaries, the largest first; None is unnamed.
    """

    code: str
    name: str
    look: str
    text: str
    row: int
    column: int
    weight: float | None = None


Legend = list[tuple[str, str, int]]


def drawn_map(
    marks: list[Mark], legend: Legend, boundaries: dict | None, notes: list[str], look: Look
) -> tuple[str, float]:
    """Return the map with its legend and the height it takes; its width is ``WIDTH``.

    Args:
        marks: the communes.
        legend: look, words and number of communes of every class, as they are listed.
        boundaries: the GeoJSON that ``qhld geo install`` wrote; None draws tiles.
        notes: sentences below the legend.
        look: fonts and colours.
    """
    features = boundaries["features"] if boundaries else []
    known = {feature["properties"]["commune_code"] for feature in features}
    if boundaries and all(mark.code in known for mark in marks):
        body, height, free_from, free_high = _shapes(marks, boundaries, look)
        named = highest(marks)
    else:
        body, height, free_from, free_high = _tiles(marks, look)
        named = []
    room = WIDTH - free_from - 12
    high = _legend_height(legend, named, notes, look, room)
    widest = (
        max((text_width(text, _SIZE * look.letters, look) for _, text, _ in legend), default=0) + 60
    )
    if widest <= room and high <= free_high:
        return body + _legend(legend, named, notes, look, free_from + 12, 2.0, room), height
    below = _legend_height(legend, named, notes, look, WIDTH)
    return body + _legend(legend, named, notes, look, 0.0, height + 12, WIDTH), height + 12 + below


def _tiles(marks: list[Mark], look: Look) -> tuple[str, float, float, float]:
    """Return tiles, their height, and the free corner: from which x, how high."""
    first = min((mark.column for mark in marks), default=0)
    top = min((mark.row for mark in marks), default=0)
    low = _LOW * look.letters  # larger letters stand in higher tiles
    parts = [
        _tile(mark, (mark.column - first) * _TILE, (mark.row - top) * low, look) for mark in marks
    ]
    height = (max((mark.row for mark in marks), default=0) - top + 1) * low
    best = (WIDTH, 0.0)
    for rows in range(3, 9):  # the deeper a corner, the narrower: the widest that a legend needs
        taken = [mark.column - first + 1 for mark in marks if mark.row - top < rows]
        corner = (max(taken, default=0) * _TILE, rows * low - 8)
        if WIDTH - corner[0] >= 4 * _TILE:
            best = corner
    return "".join(parts), height, *best


def _tile(mark: Mark, x: float, y: float, look: Look) -> str:
    z = look.letters
    wide, high, ink = _TILE - _GAP, _LOW * z - _GAP, look.on(mark.look)
    lines = wrapped(mark.name, _NAME * z, wide - 2, look)
    lines = lines if len(lines) <= 2 else [" ".join(lines[:-1]), lines[-1]]
    widest = max(text_width(line, _NAME * z, look) for line in lines)
    size = _NAME * z * min(1.0, (wide - 1.5) / widest)
    parts = [box(x, y, wide, high, look.fill(mark.look), look.edge, rx="3")]
    if look.fill(mark.look).startswith("url"):  # letters do not stand on a pattern
        parts.append(
            box(x + 2, y + 4 * z, wide - 4, (9.4 * len(lines) + 2) * z, look.ground, rx="2")
        )
    step = y + (9.6 if len(lines) == 2 or not mark.text else 13) * z
    for place, line in enumerate(lines):
        middle = (x + wide / 2, step + (place * 9.2 + (3 if not mark.text else 0)) * z)
        parts.append(words(line, *middle, size, look, colour=ink, anchor="middle"))
    if mark.text:
        at = (x + wide / 2, y + high - 4 * z)
        parts.append(words(mark.text, *at, 11 * z, look, colour=ink, bold=True, anchor="middle"))
    return "".join(parts)


def _shapes(marks: list[Mark], boundaries: dict, look: Look) -> tuple[str, float, float, float]:
    """Return communes with their boundaries, their height, and the free corner."""
    shapes = fitted(boundaries, WIDTH * 0.72, _SHAPES_HIGH)
    looks = {mark.code: mark.look for mark in marks}
    parts = [
        f'<path d="{path}" fill="{look.fill(looks[code]) if code in looks else look.ground}" '
        f'fill-rule="evenodd" stroke="{look.edge}" stroke-width="0.7" stroke-linejoin="round"/>'
        for code, path in shapes.paths.items()
    ]
    if shapes.line:
        parts.append(
            f'<path d="{shapes.line}" fill="none" stroke="{look.ink}" stroke-width="1.8" '
            'stroke-linejoin="round" stroke-linecap="round"/>'
        )
    for place, mark in enumerate(highest(marks), 1):
        x, y = shapes.labels[mark.code]
        parts.append(_place_mark(place, x, y, look))
    return "".join(parts), shapes.height, shapes.width, shapes.height


def highest(marks: list[Mark]) -> list[Mark]:
    """The few highest, which the map with boundaries points at; nobody where a tie decides."""
    ranked = sorted(
        (mark for mark in marks if mark.weight is not None), key=lambda mark: -(mark.weight or 0)
    )
    next_below = ranked[_NAMED].weight if len(ranked) > _NAMED else None
    return [mark for mark in ranked[:_NAMED] if next_below is None or mark.weight > next_below]


def _place_mark(place: int, x: float, y: float, look: Look) -> str:
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6.2" fill="{look.ground}" stroke="{look.ink}" '
        'stroke-width="0.8"/>'
    ) + words(str(place), x, y + 3.1, 8.6, look, bold=True, anchor="middle")


def _legend_height(
    legend: Legend, named: list[Mark], notes: list[str], look: Look, room: float
) -> float:
    z = look.letters
    lines = sum(len(wrapped(note, 9 * z, room, look)) for note in notes)
    named_high = len(named) * _LINE + 30 if named else 0
    return (len(legend) * _LINE + named_high + lines * 12 + 12) * z


def _legend(
    legend: Legend,
    named: list[Mark],
    notes: list[str],
    look: Look,
    x: float,
    y: float,
    room: float,
) -> str:
    z = look.letters
    parts, wide = [], min(room, 260.0 * z)
    size, step, down = _SIZE * z, _LINE * z, 11.5 * z
    for look_of, text, count in legend:
        parts.append(box(x, y + 1.5 * z, 15 * z, 12 * z, look.fill(look_of), look.edge, rx="2"))
        parts.append(words(text, x + 22 * z, y + down, size, look))
        at = (x + wide, y + down)
        parts.append(words(number(count), *at, 9 * z, look, colour=look.soft, anchor="end"))
        y += step
    if named:
        y += 22 * z
        parts.append(words("Cao nhất", x, y, size, look, bold=True))
        y += 8 * z
    for place, mark in enumerate(named, 1):
        parts.append(_place_mark(place, x + 7 * z, y + 8 * z, look))
        parts.append(words(mark.name, x + 22 * z, y + down, size, look))
        at = (x + wide, y + down)
        parts.append(words(mark.text, *at, size, look, bold=True, anchor="end"))
        y += step
    y += 12 * z
    for note in notes:
        for line in wrapped(note, 9 * z, room, look):
            parts.append(words(line, x, y, 9 * z, look, colour=look.soft))
            y += 12 * z
    return "".join(parts)

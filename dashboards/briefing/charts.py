"""Charts of the briefing for print: SVG text from a `Chart`, without a browser.

Four units of a picture are one millimetre on paper, so letters keep their size whatever the width:
8 to 9 pt. Title, subtitle and the sentence below are set by the document, not drawn. Bars and
columns begin at 0. What is missing, provisional or not comparable differs by form, never by colour
alone, and is said in words inside the picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import typst

from dashboards.briefing.blocks import Chart, Figure, Series
from dashboards.briefing.chart_scale import Scale, scale_of
from dashboards.briefing.pdf_tables import FONTS
from dashboards.pictures.draw import box, picture, text_width, words, wrapped
from dashboards.pictures.look import PAPER

UNITS = 4  # of a picture, in a millimetre
LETTERS, SMALL = 12.4, 11.2  # 8,8 pt and 7,9 pt
LINE = 14.0
LEAST_LEADER = 5  # space between a column and the number that is its own
BREAK_WORDS = ("so sánh hạn chế: sáp nhập 01/7/2025", "sáp nhập 01/7/2025")
MARKS = {"null": "Gạch chéo", "na": "Chấm", "withheld": "Nền xám"}
_ROLE = {"actual": PAPER.strong, "previous": PAPER.light, "plan": PAPER.ground}
_LIGHTEST = "#e3eef7"


def draw_svg(chart: Chart, width_mm: float = 160, height_mm: float = 50) -> str:
    """Return a chart as SVG text.

    Args:
        chart: columns, line or bars; a map is drawn by `print_map`, which needs the boundaries.
        width_mm: width on paper.
        height_mm: height on paper; bars take what their rows need, and this at most as a hint.

    Raises:
        ValueError: the chart is a map.
    """
    if chart.kind == "map":
        raise ValueError(f"chart {chart.id!r} is a map")
    width = width_mm * UNITS
    if chart.kind == "bars":
        return _bars(chart, width)
    return _over_quarters(chart, width, height_mm * UNITS)


def picture_png(svg: str, width_mm: float = 160, ppi: int = 200) -> bytes:
    """Return any SVG of the briefing as PNG, in the fonts beside this module.

    Args:
        svg: a chart or a map.
        width_mm: width on paper.
        ppi: pixels an inch.
    """
    page = (
        "#set page(width: auto, height: auto, margin: 0pt)\n"
        f'#image(bytes(sys.inputs.svg), format: "svg", width: {width_mm}mm)'
    )
    compiler = typst.Compiler(page.encode(), font_paths=[FONTS], ignore_system_fonts=True)
    return compiler.compile(format="png", ppi=ppi, sys_inputs={"svg": svg})


@dataclass(frozen=True)
class _Frame:
    """Where the categories stand: left edge and width of the first slot, and the value scale."""

    left: float
    slot: float
    top: float
    bottom: float
    scale: Scale
    categories: int

    @property
    def right(self) -> float:
        return self.left + self.slot * self.categories + 4

    def middle(self, place: int) -> float:
        return self.left + self.slot * (place + 0.5)

    def y(self, value: float) -> float:
        return self.bottom - (self.bottom - self.top) * self.scale.share(value)


def _over_quarters(chart: Chart, width: float, height: float) -> str:
    known = [v for series in chart.series for v in series.values if v is not None]
    scale = scale_of(known, chart.decimals, from_zero=chart.kind == "columns")
    lines = wrapped(" ".join(_notes(chart, scale)), SMALL, width, PAPER)
    margin = max(text_width(tick.text, SMALL, PAPER) for tick in scale.ticks) + 8
    top = 20 + (LINE + 2 if chart.break_after is not None else 0) + _legend_height(chart)
    bottom = height - 2 * LINE - 6 - len(lines) * LINE
    slot = (width - margin - 4) / max(1, len(chart.categories))
    frame = _Frame(margin, slot, top, bottom, scale, len(chart.categories))
    parts = [*_grid(frame, width), *_category_labels(chart, frame)]
    draw = _columns if chart.kind == "columns" else _lines
    parts += draw(chart, frame)
    parts += _break_rule(chart, frame, top, width)
    parts += _legend(chart, margin)
    for place, line in enumerate(lines):
        y = height - 4 - (len(lines) - 1 - place) * LINE
        parts.append(words(line, 0, y, SMALL, PAPER, colour=PAPER.soft))
    return picture(width, height, "".join(parts), PAPER, chart.alt)


def _grid(frame: _Frame, width: float) -> Iterator[str]:
    for tick in frame.scale.ticks:
        y = frame.y(tick.value)
        is_base = tick.value == 0
        ink = PAPER.soft if is_base else "#d5dde5"
        yield _rule(frame.left - 2, y, width, y, ink, 1.1 if is_base else 0.8)
        at = (frame.left - 6, y + 4)
        yield words(tick.text, *at, SMALL, PAPER, colour=PAPER.soft, anchor="end")


def _rule(
    x1: float, y1: float, x2: float, y2: float, ink: str, wide: float, dashes: str = ""
) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
        f'stroke="{ink}" stroke-width="{wide:g}"{dashed}/>'
    )


def _category_labels(chart: Chart, frame: _Frame) -> Iterator[str]:
    """Quarters in one row, their years below, each year once."""
    years: dict[str, list[int]] = {}
    for place, category in enumerate(chart.categories):
        quarter, _, year = category.partition("/")
        y = frame.bottom + LINE
        yield words(quarter, frame.middle(place), y, SMALL, PAPER, anchor="middle")
        years.setdefault(year, []).append(place)
    for year, places in years.items():
        middle = (frame.middle(places[0]) + frame.middle(places[-1])) / 2
        at = (middle, frame.bottom + 2 * LINE)
        yield words(year, *at, SMALL, PAPER, colour=PAPER.soft, anchor="middle")


def _columns(chart: Chart, frame: _Frame) -> Iterator[str]:
    count = len(chart.series)
    wide = min(frame.slot * 0.72 / count, 46.0)
    for number, series in enumerate(chart.series):
        shift = (number - (count - 1) / 2) * wide
        is_named = count == 1 or series.role == "actual" or wide > 24
        shown = _labelled(series, frame, wide if count > 1 else frame.slot) if is_named else set()
        for place, figure in enumerate(series.figures):
            x = frame.middle(place) + shift - wide / 2
            yield from _column(chart, series, place, frame, x, wide * 0.94)
            if place in shown:
                top = _above(chart, frame, place, figure.text)
                is_last = place == len(series.figures) - 1
                yield from _leader(series, place, frame, x + wide * 0.47, top)
                yield _number(figure.text, x + wide * 0.47, top, frame, bold=is_last)


def _above(chart: Chart, frame: _Frame, place: int, text: str) -> float:
    """The foot of a number: above its column, and above those that it reaches over."""
    reach = int(text_width(text, LETTERS, PAPER) / 2 / frame.slot + 0.4)
    covered = range(max(place - reach, 0), min(place + reach + 1, len(chart.categories)))
    values = [s.values[p] for s in chart.series for p in covered] if reach else []
    own = max(s.values[place] or 0 for s in chart.series)
    return frame.y(max([own, 0, *(value for value in values if value is not None)])) - 5


def _leader(series: Series, place: int, frame: _Frame, x: float, foot: float) -> Iterator[str]:
    """A thin line down to the column of a number that stands above a higher neighbour."""
    head = frame.y(series.values[place] or 0)
    if head - foot > 2 * LEAST_LEADER:
        yield _rule(x, foot + 2, x, head - 1, PAPER.soft, 0.9)


def _column(
    chart: Chart, series: Series, place: int, frame: _Frame, x: float, wide: float
) -> Iterator[str]:
    figure = series.figures[place]
    value = figure.shown_value
    base = frame.y(0)
    if value is None:
        yield _missing(figure, x, wide, frame)
        return
    fill = _ROLE[series.role]
    edge = PAPER.strong if series.role == "plan" else None
    if chart.provisional_from is not None and place >= chart.provisional_from:
        fill, edge = (_LIGHTEST, PAPER.strong) if series.role == "actual" else (fill, PAPER.strong)
    top = min(frame.y(value), base)
    yield box(x, top, wide, abs(base - frame.y(value)), fill, edge)


def _missing(figure: Figure, x: float, wide: float, frame: _Frame) -> str:
    """A band as high as the picture, so that nobody reads a value off it."""
    return box(x, frame.top, wide, frame.bottom - frame.top, _state_fill(figure))


def _state_fill(figure: Figure) -> str:
    return {"null": "url(#gach)", "na": "url(#cham)"}.get(figure.state, "#f1f3f5")


def _lines(chart: Chart, frame: _Frame) -> Iterator[str]:
    start = chart.provisional_from
    for series in chart.series:
        ink = PAPER.strong if series.role == "actual" else PAPER.edge
        dashes = "5 3" if series.role == "plan" else ""
        for place in range(len(series.values) - 1):
            here, there = series.values[place], series.values[place + 1]
            # no line joins across a break: the two sides do not count the same places
            if here is None or there is None or place == chart.break_after:
                continue
            ends = (frame.middle(place), frame.y(here), frame.middle(place + 1), frame.y(there))
            yield _rule(*ends, ink, 2.2, dashes)
        shown = _labelled(series, frame, frame.slot)
        for place, figure in enumerate(series.figures):
            x, value = frame.middle(place), figure.shown_value
            if value is None:
                yield _missing(figure, x - 9, 18, frame)
                continue
            is_open = start is not None and place >= start
            fill = PAPER.ground if is_open else ink
            yield (
                f'<circle cx="{x:.1f}" cy="{frame.y(value):.1f}" r="3.4" fill="{fill}" '
                f'stroke="{ink}" stroke-width="1.8"/>'
            )
            if place in shown:
                is_last = place == len(series.figures) - 1
                yield _number(figure.text, x, frame.y(value) - 9, frame, bold=is_last)


def _number(text: str, x: float, y: float, frame: _Frame, *, bold: bool) -> str:
    """A number above its column or point, moved inwards where it would leave the picture."""
    half = text_width(text, LETTERS, PAPER) * 0.53
    inside = min(max(x, frame.left + half), frame.right - half)
    return words(text, inside, y, LETTERS, PAPER, bold=bold, anchor="middle", halo=True)


def _labelled(series: Series, frame: _Frame, room: float) -> set[int]:
    """Which numbers are written: all where they fit, else the last and the highest."""
    known = [place for place, value in enumerate(series.values) if value is not None]
    wide = {p: text_width(series.figures[p].text, LETTERS, PAPER) * 1.06 for p in known}
    if all(width <= room - 2 for width in wide.values()):
        return set(known)
    chosen: set[int] = set()
    by_value = sorted(known, key=lambda place: series.values[place])
    for place in (known[-1:], by_value[-1:]):
        for one in place:
            apart = all(abs(one - c) * frame.slot > (wide[one] + wide[c]) / 2 + 4 for c in chosen)
            chosen |= {one} if apart else set()
    return chosen


def _break_rule(chart: Chart, frame: _Frame, top: float, width: float) -> Iterator[str]:
    if chart.break_after is None:
        return
    x = frame.left + frame.slot * (chart.break_after + 1)
    y = top - 20
    yield _rule(x, y - 10, x, frame.bottom, PAPER.soft, 1.1, "4 3")
    is_left = x > width - x
    room = (x if is_left else width - x) - 6
    fitting = (text for text in BREAK_WORDS if text_width(text, SMALL, PAPER) <= room)
    text = next(fitting, BREAK_WORDS[-1])
    at = (x - 5 if is_left else x + 5, y)
    side = "end" if is_left else "start"
    yield words(text, *at, SMALL, PAPER, colour=PAPER.soft, anchor=side)


def _legend_height(chart: Chart) -> float:
    return LINE + 4 if len(chart.series) > 1 else 0.0


def _legend(chart: Chart, left: float) -> Iterator[str]:
    if len(chart.series) < 2:
        return
    x = left
    for series in chart.series:
        yield box(x, 3, 12, 9, _ROLE[series.role], PAPER.strong)
        yield words(series.name, x + 17, 11.5, SMALL, PAPER)
        x += 17 + text_width(series.name, SMALL, PAPER) + 16


def _notes(chart: Chart, scale: Scale | None = None) -> Iterator[str]:
    """What the forms mean, in words: only those that stand in this picture."""
    if chart.provisional_from is not None:
        form = {"line": "Chấm rỗng", "columns": "Cột nhạt, có viền", "bars": "Thanh nhạt, có viền"}
        yield f"{form[chart.kind]}: số liệu tạm tính."
    figures = [figure for series in chart.series for figure in series.figures]
    for state, mark in MARKS.items():
        texts = dict.fromkeys(f.text for f in figures if f.value is None and f.state == state)
        if texts:
            yield f"{mark}: {'; '.join(texts)}."
    if scale and scale.ticks[0].value > 0:
        yield "Trục đứng không bắt đầu từ 0."


def _bars(chart: Chart, width: float) -> str:
    """Categories down, the highest first, each with its number at its end."""
    series = chart.series[0]
    left = max(text_width(name, LETTERS, PAPER) for name in chart.categories) + 10
    room = max(text_width(figure.text, LETTERS, PAPER) for figure in series.figures) * 1.1 + 10
    scale = scale_of([v for v in series.values if v is not None], chart.decimals, from_zero=True)
    step, parts = 21.0, []
    for place, (name, figure) in enumerate(zip(chart.categories, series.figures, strict=True)):
        y = 4 + place * step
        parts.append(words(name, left - 7, y + 13, LETTERS, PAPER, anchor="end"))
        if figure.shown_value is None:
            parts.append(box(left, y + 2, 22, 14, _state_fill(figure), PAPER.edge))
            continue
        long = (width - left - room) * figure.shown_value / scale.highest
        is_provisional = chart.provisional_from is not None and place >= chart.provisional_from
        look = (_LIGHTEST, PAPER.strong) if is_provisional else (PAPER.strong, None)
        parts.append(box(left, y + 2, long, 14, *look))
        parts.append(words(figure.text, left + long + 6, y + 13, LETTERS, PAPER, bold=place == 0))
    bottom = 4 + len(chart.categories) * step
    parts.append(_rule(left, 2, left, bottom, PAPER.soft, 1.1))
    lines = wrapped(" ".join(_notes(chart)), SMALL, width, PAPER)
    for place, line in enumerate(lines):
        y = bottom + (place + 1) * LINE + 2
        parts.append(words(line, 0, y, SMALL, PAPER, colour=PAPER.soft))
    height = bottom + len(lines) * LINE + 8
    return picture(width, height, "".join(parts), PAPER, chart.alt)

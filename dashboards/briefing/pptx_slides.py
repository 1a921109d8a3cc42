"""The briefing as 8 to 12 slides: one message a slide, native charts, sources in the notes."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pptx import Presentation
from pptx.util import Inches, Pt

from dashboards.app.format_vi import lower_first
from dashboards.briefing.blocks import Chart, NoteSlot, Paragraph, Table
from dashboards.briefing.charts import picture_png
from dashboards.briefing.content import Briefing, Source
from dashboards.briefing.formats import Materials
from dashboards.briefing.identity import set_properties
from dashboards.briefing.pptx_charts import PROVISIONAL_WORDS, QUIET, add_native_chart
from dashboards.briefing.pptx_parts import (
    ACCENT,
    EDGE,
    FONT,
    HEIGHT,
    INNER,
    PAPER,
    WIDTH,
    add_card,
    add_frame,
    add_grid,
    add_text,
)
from dashboards.briefing.same_bytes import packed_alike

MOST_SLIDES = 12
MOST_ROWS = 9
_TOP = Inches(1.6)


@dataclass
class _Deck:
    """The slides so far."""

    show: object
    briefing: Briefing
    pictures: Mapping[str, bytes]

    def add(self, title: str, notes: str = ""):
        """A new slide with its frame; what the speaker needs to know goes into the notes."""
        slide = self.show.slides.add_slide(self.show.slide_layouts[5])
        add_frame(slide, self.briefing, title, len(self.show.slides))
        slide.notes_slide.notes_text_frame.text = "\n".join(
            filter(None, (notes, self.briefing.foot_line))
        )
        return slide


def write_pptx(briefing: Briefing, materials: Materials) -> bytes:
    """Return the briefing as slides.

    Args:
        briefing: what they say.
        materials: for its maps; other charts are native.
    """
    maps = {chart.id for chart in briefing.charts() if chart.kind == "map"}
    drawn = {name: picture_png(materials.pictures[name]) for name in maps}
    return slides_bytes(briefing, drawn)


def slides_bytes(briefing: Briefing, pictures: Mapping[str, bytes]) -> bytes:
    """Return the slides as PPTX; the same briefing gives the same bytes.

    Args:
        briefing: what they say.
        pictures: PNG of each map of the briefing, by its id.
    """
    show = Presentation()
    show.slide_width, show.slide_height = WIDTH, HEIGHT
    deck = _Deck(show, briefing, pictures)
    set_properties(show.core_properties, briefing, "slides")
    _title(deck)
    _numbers(deck)
    last = [
        slide for slide in (_targets, _red_list, _reporting, _proposals) if slide(deck, dry=True)
    ]
    for chart in _charts(briefing, MOST_SLIDES - len(show.slides) - len(last)):
        _chart(deck, chart)
    for slide in last:
        slide(deck)
    written = io.BytesIO()
    show.save(written)
    return packed_alike(written.getvalue())


def _title(deck: _Deck) -> None:
    """The first slide: what this is, of which quarter, on which figures it rests."""
    briefing = deck.briefing
    slide = deck.add(briefing.head.subject)
    band = slide.shapes.add_shape(1, 0, Inches(0.75), WIDTH, Inches(2.9))
    band.fill.solid()
    band.fill.fore_color.rgb = ACCENT
    band.line.fill.background()
    slide.shapes._spTree.insert(2, band._element)  # behind the title
    above = " · ".join((briefing.head.agency_above, briefing.head.agency))
    add_text(slide, above, (EDGE, Inches(1.0), INNER, Inches(0.4)), 14, bold=True, colour=PAPER)
    title = slide.shapes.title
    title.top, title.height = Inches(1.5), Inches(1.9)
    title.text_frame.paragraphs[0].runs[0].font.color.rgb = PAPER
    title.text_frame.paragraphs[0].runs[0].font.size = Pt(30)
    told = (
        *(briefing.status_words, briefing.cut_off.text, briefing.received_alone),
        briefing.caution,
    )
    told = "\n\n".join(line[:1].upper() + line[1:] for line in told if line)
    add_text(slide, told, (EDGE, Inches(4.2), INNER, Inches(1.8)), 15 if briefing.caution else 20)


def _numbers(deck: _Deck) -> None:
    shown = deck.briefing.headlines[:6]
    finding = next((s.finding for s in deck.briefing.sections if s.finding), None)
    slide = deck.add(
        finding.text.rstrip(".") if finding else f"Số liệu chính {deck.briefing.period_label}",
        _sources(deck.briefing, tuple(one.kpi_id for one in shown)),
    )
    gap = Inches(0.25)
    width, height = int((INNER - 2 * gap) / 3), Inches(2.45)
    for number, headline in enumerate(shown):
        row, column = divmod(number, 3)
        place = (EDGE + column * (width + gap), _TOP + row * (height + gap), width, height)
        add_card(slide, headline, place)


def _charts(briefing: Briefing, most: int) -> list[Chart]:
    """One chart of each section, then further ones while slides are left, in the order told."""
    by_section = [
        [block for block in section.blocks if isinstance(block, Chart)]
        for section in briefing.sections
    ]
    wanted: list[Chart] = []
    for turn in range(max(map(len, by_section), default=0)):
        wanted += [charts[turn] for charts in by_section if len(charts) > turn]
    maps = [chart for chart in wanted if chart.kind == "map"][:1]
    kept = [chart for chart in wanted if chart.kind != "map"][: max(most - len(maps), 0)] + maps
    return [chart for chart in briefing.charts() if chart in kept][:most]


def _chart(deck: _Deck, chart: Chart) -> None:
    kpis = {figure.kpi_id for series in chart.series for figure in series.figures if figure.kpi_id}
    slide = deck.add(chart.title.text.rstrip("."), _sources(deck.briefing, tuple(sorted(kpis))))
    about = chart.subtitle
    if chart.provisional_from is not None and chart.kind in ("columns", "bars"):
        about = f"{about} · {PROVISIONAL_WORDS}"
    add_text(slide, about, (EDGE, _TOP - Inches(0.1), INNER, Inches(0.35)), 14, colour=QUIET)
    top, height = _TOP + Inches(0.35), Inches(4.1)
    if chart.kind == "map":
        picture = slide.shapes.add_picture(
            io.BytesIO(deck.pictures[chart.id]), EDGE, top, height=height
        )
        highest = _highest(deck.briefing, chart)
        picture.left = EDGE if highest else int((WIDTH - picture.width) / 2)
        if highest:  # names in the tiles are for who has the file: these are read from afar
            left = EDGE + picture.width + Inches(0.5)
            place = (left, top, WIDTH - EDGE - left, height)
            add_text(slide, "\n".join(["Cao nhất:", *highest]), place, 16)
        picture._element.nvPicPr.cNvPr.set("descr", chart.alt)
        picture.name = chart.id
    else:
        add_native_chart(slide, chart, (EDGE, top, INNER, height), FONT)
    below = top + height + Inches(0.1)
    add_text(slide, chart.words.text, (EDGE, below, INNER, Inches(0.7)), 16)


def _highest(briefing: Briefing, chart: Chart) -> list[str]:
    """The communes of the bars of the same indicator, a line each; none where there are no bars."""
    about = chart.series[0].figures[0].kpi_id
    for one in briefing.charts():
        if one.kind == "bars" and one.series[0].figures[0].kpi_id == about:
            named = zip(one.categories, one.series[0].figures, strict=True)
            return [f"{name}: {figure.with_unit}" for name, figure in named]
    return []


def _targets(deck: _Deck, *, dry: bool = False) -> bool:
    """How the targets stand: what section III says of them."""
    said = [
        block.text
        for section in deck.briefing.sections
        if section.number == "III"
        for block in section.blocks
        if isinstance(block, Paragraph) and block.is_bullet
    ]
    if dry or not said:
        return bool(said)
    slide = deck.add(f"Kết quả so với mục tiêu đề xuất, {lower_first(deck.briefing.period_label)}")
    size = 16 if len(said) <= 9 else 13
    text = "\n\n".join(f"•  {line}" for line in said)
    add_text(slide, text, (EDGE, _TOP, INNER, Inches(5.0)), size)
    return True


def _red_list(deck: _Deck, *, dry: bool = False) -> bool:
    table = deck.briefing.red_list
    if dry or table is None:
        return table is not None
    slide = deck.add(f"HẠN CHẾ – {table.title}", _sources(deck.briefing, ("EW-01", "EW-02")))
    _table(slide, table, "Phụ lục 06")
    return True


def _reporting(deck: _Deck, *, dry: bool = False) -> bool:
    table = next((one for one in deck.briefing.appendices if one.number == "03"), None)
    if dry or table is None:
        return table is not None
    slide = deck.add(deck.briefing.received_alone.rstrip("."), _sources(deck.briefing, ("DQ-01",)))
    _table(slide, table, "Phụ lục 03")
    return True


def _table(slide, table: Table, where: str) -> None:
    if not table.rows:
        add_text(slide, table.empty, (EDGE, _TOP, INNER, Inches(1)), 20)
        return
    left_out = add_grid(slide, table, (EDGE, _TOP, INNER), MOST_ROWS)
    if left_out:
        more = f"Còn {left_out} dòng khác, xem {where} của báo cáo."
        add_text(slide, more, (EDGE, HEIGHT - Inches(0.9), INNER, Inches(0.35)), 13, colour=QUIET)


def _proposals(deck: _Deck, *, dry: bool = False) -> bool:
    """People's own words of sections IV and V, or the place for them."""
    slots = [
        (section, block)
        for section in deck.briefing.sections
        if section.number in ("IV", "V")
        for block in section.blocks
        if isinstance(block, NoteSlot)
    ]
    if dry or not slots:
        return bool(slots)
    slide = deck.add("Nhiệm vụ kỳ tới và đề xuất, kiến nghị")
    width = int((INNER - Inches(0.4)) / len(slots))
    for number, (section, slot) in enumerate(slots):
        left = EDGE + number * (width + Inches(0.4))
        title = f"{section.number}. {section.title}"
        add_text(slide, title, (left, _TOP, width, Inches(0.7)), 18, bold=True, colour=ACCENT)
        text, colour = (slot.text, None) if slot.text else (f"[{slot.prompt}]", QUIET)
        face = {"colour": colour} if colour else {}
        add_text(slide, text, (left, _TOP + Inches(0.8), width, Inches(4)), 16, **face)
    return True


def _sources(briefing: Briefing, kpis: tuple[str, ...]) -> str:
    """What a speaker says when asked where a number comes from."""
    return "\n".join(_source_lines(briefing, kpis))


def _source_lines(briefing: Briefing, kpis: tuple[str, ...]) -> Iterator[str]:
    for one in briefing.definitions:
        if one.kpi_id in kpis:
            yield f"{one.name} ({one.unit}): {one.definition} Công thức: {one.formula}"
    counted: dict[str, Source] = {
        source.name: source
        for source in briefing.sources
        if source.kpi_id in kpis and source.period == briefing.period
    }
    for name, source in counted.items():
        agencies = sorted({file.agency for file in source.files})
        if agencies:
            yield (
                f"Nguồn của “{name}”: {len(source.files)} trang tính của {len(agencies)} đơn vị; "
                "xem trang Nguồn của gói số liệu XLSX."
            )

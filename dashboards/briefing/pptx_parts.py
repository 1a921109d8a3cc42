"""What slides are made of: page frame, text, cards, tables, notes."""

from collections.abc import Sequence

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from dashboards.briefing.blocks import Table, cell_text
from dashboards.briefing.content import Briefing, Headline
from dashboards.briefing.pptx_charts import INK, QUIET

FONT = "Arial"
WIDTH, HEIGHT, EDGE = Inches(13.333), Inches(7.5), Inches(0.6)
INNER = WIDTH - 2 * EDGE
ACCENT, DRAFT, PAPER, SHADE = (
    RGBColor.from_string(code) for code in ("1F4E79", "B00020", "FFFFFF", "EEF2F6")
)
_LETTER, _SIDES = Inches(0.095), Inches(0.22)  # of a table at 12 pt: a letter, a cell's margins
# better or worse is said by a sign and a word too, not by colour alone
_ASSESSED = {"good": ("0B6E4F", "▲ tốt lên"), "bad": ("B3261E", "▼ xấu đi")}


def add_frame(slide, briefing: Briefing, title: str, number: int) -> None:
    """Give a slide its title, the marks of a draft and the line at its foot.

    Args:
        slide: with a title placeholder.
        briefing: for the marks.
        title: the one message of the slide.
        number: of the slide, from 1.
    """
    holder = slide.shapes.title
    holder.left, holder.top, holder.width, holder.height = EDGE, Inches(0.5), INNER, Inches(1.0)
    frame = holder.text_frame
    frame.word_wrap, frame.vertical_anchor, frame.margin_left = True, MSO_ANCHOR.MIDDLE, 0
    write(frame.paragraphs[0], title, 26 if len(title) < 75 else 22, bold=True, colour=ACCENT)
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    marks = " · ".join(briefing.marks)
    if marks:
        add_text(
            slide, marks, (EDGE, Inches(0.18), INNER, Inches(0.3)), 11, bold=True, colour=DRAFT
        )
    foot = (EDGE, HEIGHT - Inches(0.45), INNER - Inches(0.8), Inches(0.3))
    add_text(slide, briefing.foot_line, foot, 10, colour=QUIET)
    count = (WIDTH - EDGE - Inches(0.8), foot[1], Inches(0.8), Inches(0.3))
    add_text(slide, str(number), count, 10, colour=QUIET, align=PP_ALIGN.RIGHT)


def write(paragraph, text: str, size: float, *, bold=False, colour=INK) -> None:
    """Add a run of text to a paragraph.

    Args:
        paragraph: of a text frame.
        text: what it says.
        size: in points.
        bold: heavier.
        colour: of the letters.
    """
    run = paragraph.add_run()
    run.text = text
    run.font.name, run.font.size, run.font.bold, run.font.color.rgb = FONT, Pt(size), bold, colour
    run.font._element.set("lang", "vi-VN")


def add_text(slide, text: str, place: tuple, size: float, *, align=PP_ALIGN.LEFT, **face) -> None:
    """Put a text box on a slide; empty lines part paragraphs.

    Args:
        slide: where.
        text: what it says.
        place: left, top, width, height.
        size: in points.
        align: of all paragraphs.
        face: `bold`, `colour`.
    """
    frame = slide.shapes.add_textbox(*place).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    for number, piece in enumerate(text.split("\n\n")):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = align, Pt(6)
        write(paragraph, piece, size, **face)


def add_card(slide, headline: Headline, place: tuple) -> None:
    """Put one headline number on a slide: what it is, the number, how it compares.

    Args:
        slide: where.
        headline: the number.
        place: left, top, width, height.
    """
    card = slide.shapes.add_shape(1, *place)
    card.fill.solid()
    card.fill.fore_color.rgb = SHADE
    card.line.fill.background()
    card.shadow.inherit = False
    frame = card.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = Inches(0.18)
    frame.margin_top = Inches(0.12)
    lines = [(headline.label, 14, False, QUIET)]
    lines.append((headline.figure.with_unit, 28, True, INK))
    for sentence in headline.comparisons:
        lines.append((sentence.text, 12, False, INK))
    if headline.assessment in _ASSESSED:
        colour, words = _ASSESSED[headline.assessment]
        lines.append((words, 12, True, RGBColor.from_string(colour)))
    for number, (text, size, bold, colour) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        write(paragraph, text, size, bold=bold, colour=colour)


def add_grid(slide, table: Table, place: tuple, most_rows: int) -> int:
    """Put the first rows of a table on a slide.

    Args:
        slide: where.
        table: at least one row.
        place: left, top, width; rows are as high as their text.
        most_rows: how many rows fit.

    Returns:
        How many rows are left out.
    """
    rows = [row for row in table.rows if row.kind != "section"]
    shown = rows[:most_rows]
    left, top, width = place
    frame = slide.shapes.add_table(
        len(shown) + 1, len(table.columns), left, top, width, Inches(0.36) * (len(shown) + 1)
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", table.title)
    grid = frame.table
    heads = [f"{c.title} ({c.unit})" if c.unit else c.title for c in table.columns]
    texts = [heads, *([cell_text(cell) for cell in row.cells] for row in shown)]
    for drawn, share in zip(grid.columns, column_widths(table, texts, width), strict=True):
        drawn.width = share
    _fill(grid.rows[0].cells, heads, table, is_head=True)
    for drawn, row in zip(list(grid.rows)[1:], shown, strict=True):
        _fill(drawn.cells, [cell_text(cell) for cell in row.cells], table, is_head=False)
    return len(rows) - len(shown)


def column_widths(table: Table, texts: Sequence[Sequence[str]], width: int) -> list[Emu]:
    """Widths by the weights of the columns, none below its longest word: no date, no head is cut.

    Args:
        table: its columns.
        texts: of the rows that are shown, heads first.
        width: of the whole table.
    """
    total = sum(column.weight for column in table.columns)
    wanted = [int(width * column.weight / total) for column in table.columns]
    least = [
        int(max(_long(word) for text in column for word in (text.split() or [""])) + _SIDES)
        for column in zip(*texts, strict=True)
    ]
    short = sum(max(low - have, 0) for have, low in zip(wanted, least, strict=True))
    free = sum(max(have - low, 0) for have, low in zip(wanted, least, strict=True)) or 1
    take = min(short / free, 1)
    return [
        Emu(low if have < low else int(have - (have - low) * take))
        for have, low in zip(wanted, least, strict=True)
    ]


def _long(word: str) -> float:
    """About how long a word is at 12 pt; capitals are wider."""
    return _LETTER * (len(word) + 0.5 * sum(letter.isupper() for letter in word))


def _fill(cells, texts: Sequence[str], table: Table, *, is_head: bool) -> None:
    for cell, text, column in zip(cells, texts, table.columns, strict=True):
        cell.fill.solid()
        cell.fill.fore_color.rgb = ACCENT if is_head else PAPER
        cell.margin_top = cell.margin_bottom = Inches(0.03)
        paragraph = cell.text_frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.RIGHT if column.kind == "number" else PP_ALIGN.LEFT
        write(paragraph, shortened(text), 12, bold=is_head, colour=PAPER if is_head else INK)


def shortened(text: str, most: int = 110) -> str:
    """A text that fits a cell of a slide; what is left out is marked.

    Args:
        text: of a cell.
        most: letters, at most.
    """
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0].rstrip(",;") + "…"

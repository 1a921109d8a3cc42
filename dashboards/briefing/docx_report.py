"""The report as DOCX: real styles, tables that repeat their heads, charts as pictures.

A secretary goes on with it in Word or LibreOffice. What people write belongs into the tagged
content controls; `docx_read` takes it out again, and tells what was changed elsewhere.
"""

import io
from collections.abc import Mapping

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from dashboards.app.format_vi import lower_first
from dashboards.briefing.blocks import Chart, NoteSlot, Paragraph, Table
from dashboards.briefing.charts import picture_png
from dashboards.briefing.content import Briefing
from dashboards.briefing.docx_order import put
from dashboards.briefing.docx_parts import (
    LANDSCAPE_WIDTH,
    PORTRAIT_WIDTH,
    add_chart,
    add_note,
    add_table,
    row_mark,
    side_margins,
)
from dashboards.briefing.docx_styles import (
    CAPTION,
    CENTRED,
    DRAFT,
    LEAD,
    NOTE,
    add_field,
    set_page,
    set_styles,
)
from dashboards.briefing.formats import Materials
from dashboards.briefing.identity import set_properties
from dashboards.briefing.same_bytes import packed_alike

BODY_INDENT = Mm(10)
_HEAD_WIDTHS = (74, 94)  # mm: the names of province and nation stay on one line at 12 pt


def write_docx(briefing: Briefing, materials: Materials) -> bytes:
    """Return the report as DOCX.

    Args:
        briefing: what it says.
        materials: for its pictures.
    """
    drawn = {name: picture_png(svg) for name, svg in materials.pictures.items()}
    return report_bytes(briefing, drawn)


def report_bytes(briefing: Briefing, pictures: Mapping[str, bytes]) -> bytes:
    """Return the report as DOCX; the same briefing gives the same bytes.

    Args:
        briefing: what it says.
        pictures: PNG of each chart of the briefing, by its id.
    """
    document = docx.Document()
    set_styles(document)
    set_page(document.sections[0], landscape=False)
    set_properties(document.core_properties, briefing, "report")
    _running_lines(document.sections[0], briefing)
    _letter_head(document, briefing)
    _first_page(document, briefing)
    for section in briefing.sections:
        _section(document, section, pictures)
    _signature(document, briefing)
    _appendices(document, briefing)
    written = io.BytesIO()
    document.save(written)
    return packed_alike(written.getvalue())


def _running_lines(section, briefing: Briefing) -> None:
    """Page number above from the second page on; marks above and release below on every page."""
    section.different_first_page_header_footer = True
    marks = " · ".join(briefing.marks)
    for header, is_numbered in ((section.first_page_header, False), (section.header, True)):
        line = header.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if is_numbered:
            add_field(line, "PAGE", "2")
        if marks:
            line = header.add_paragraph(style="Header") if is_numbered else line
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = line.add_run(marks)
            run.bold, run.font.color.rgb = True, DRAFT
    for footer in (section.first_page_footer, section.footer):
        footer.paragraphs[0].text = briefing.foot_line
        footer.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _letter_head(document: Document, briefing: Briefing) -> None:
    head = briefing.head
    grid = document.add_table(rows=2, cols=2)
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    side_margins(grid, 0)
    widths = tuple(map(Mm, _HEAD_WIDTHS))
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    (left, right), (number, place) = (row.cells for row in grid.rows)
    _lines(left, [(head.agency_above, False), (head.agency, True)], rule=24)
    _lines(right, [(head.nation, True), (head.motto, True)], rule=58)
    _lines(number, [(head.number_line, False)])
    _lines(place, [(head.place_date, False)], italic=True)
    document.add_paragraph(head.kind, style="Title").paragraph_format.space_after = 0
    subject = document.add_paragraph(style=CENTRED)
    subject.add_run(head.subject).bold = True
    for line in (capital(briefing.status_words), briefing.cut_off.text):
        document.add_paragraph(style=CENTRED).add_run(line).italic = True
    if head.addressed_to:
        document.add_paragraph(f"Kính gửi: {'; '.join(head.addressed_to)}", style=CENTRED)
    for ground in (*head.grounds, briefing.received.text):
        _body(document, ground)


def _lines(cell, lines: list[tuple[str, bool]], *, italic: bool = False, rule: int = 0) -> None:
    """Lines of the head; a short rule under the last one as the decree asks."""
    for place, (text, bold) in enumerate(lines):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.style = LEAD
        run = paragraph.add_run(text)
        run.bold, run.italic = bold, italic
    if rule:
        line = cell.add_paragraph(style=LEAD)
        indent = Mm(_HEAD_WIDTHS[rule > 30] - rule)
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = int(indent / 2)
        line.paragraph_format.line_spacing = 0.5
        put(
            line._p.get_or_add_pPr(),
            parse_xml(
                f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" '
                'w:color="000000"/></w:pBdr>'
            ),
        )


def capital(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def _body(document: Document, text: str) -> None:
    document.add_paragraph(text).paragraph_format.first_line_indent = BODY_INDENT


def _first_page(document: Document, briefing: Briefing) -> None:
    """The numbers that a leader asks first, and the communes to be looked at."""
    document.add_paragraph("Những số liệu chính", style=CAPTION)
    for headline in briefing.headlines:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(f"{headline.label}: ")
        line.add_run(headline.figure.with_unit).bold = True
        said = [lower_first(sentence.text) for sentence in headline.comparisons]
        line.add_run("".join(f"; {words}" for words in said) + ".")
    if briefing.red_list:
        document.add_paragraph(briefing.red_list.title, style=CAPTION)
        add_table(document, briefing.red_list, PORTRAIT_WIDTH)
    for note in briefing.footnotes:
        document.add_paragraph(note.text, style=NOTE)


def _section(document: Document, section, pictures: Mapping[str, bytes]) -> None:
    level = 2 if "." in section.number else 1
    number = section.number.rpartition(".")[2]
    document.add_heading(f"{number}. {section.title}", level)
    for block in section.blocks:
        if isinstance(block, Paragraph):
            if block.is_bullet:
                document.add_paragraph(block.text, style="List Bullet")
            else:
                _body(document, block.text)
        elif isinstance(block, Table):
            document.add_paragraph(block.title, style=CAPTION)
            add_table(document, block, PORTRAIT_WIDTH)
        elif isinstance(block, Chart):
            add_chart(document, block, pictures[block.id], PORTRAIT_WIDTH)
        elif isinstance(block, NoteSlot):
            add_note(document, block)


def _signature(document: Document, briefing: Briefing) -> None:
    head = briefing.head
    if not head.signer and not head.recipients:
        document.add_paragraph(head.contact, style=NOTE)
        return
    grid = document.add_table(rows=1, cols=2)
    grid.autofit = False
    row_mark(grid.rows[0], "w:cantSplit")
    left, right = grid.rows[0].cells
    left.width, right.width = Mm(80), Mm(80)
    first = left.paragraphs[0]
    first.style, first.alignment = "Normal", WD_ALIGN_PARAGRAPH.LEFT
    run = first.add_run("Nơi nhận:")
    run.bold = run.italic = True
    for place, name in enumerate(head.recipients):
        end = "." if place == len(head.recipients) - 1 else ";"
        line = left.add_paragraph(f"- {name}{end}", style=NOTE)
        line.runs[0].italic = False
        line.paragraph_format.space_after = 0
    _lines(right, [(name, True) for name in head.signer])
    for _ in range(4):  # room for the signature
        right.add_paragraph(style=LEAD)


def _appendices(document: Document, briefing: Briefing) -> None:
    for table in briefing.appendices:
        if not table.goes_on:
            section = document.add_section(WD_SECTION.NEW_PAGE)
            set_page(section, landscape=table.landscape)
            section.different_first_page_header_footer = False
        if table.restricted:
            mark = document.add_paragraph(style=CENTRED)
            run = mark.add_run("HẠN CHẾ")
            run.bold, run.font.color.rgb = True, DRAFT
        document.add_heading(f"Phụ lục {table.number}. {table.title}", 1)
        add_table(document, table, LANDSCAPE_WIDTH if table.landscape else PORTRAIT_WIDTH)

"""Tables, pictures and content controls of the DOCX."""

import io

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt
from docx.table import Table as WordTable

from dashboards.briefing.blocks import (
    Chart,
    Column,
    Figure,
    NoteSlot,
    Row,
    Table,
    cell_text,
)
from dashboards.briefing.docx_order import put
from dashboards.briefing.docx_styles import CAPTION, CELL, NOTE, PROMPT, SMALL_CELL, STYLE_IDS
from dashboards.briefing.pdf_tables import INSET, column_widths

NOTE_TAG = "qhld-note:"
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = Mm(160), Mm(247)
_ALIGN = {
    "text": WD_ALIGN_PARAGRAPH.LEFT,
    "number": WD_ALIGN_PARAGRAPH.RIGHT,
    "order": WD_ALIGN_PARAGRAPH.CENTER,
}
CELL_SIZE = 10  # pt of the usual cell
_HEAD_SHADE, _LINE = "E9EDF2", "8A94A0"


def add_table(document: Document, table: Table, width: Length) -> None:
    """Add a table with its notes, or the sentence that stands in its place.

    Args:
        document: where to.
        table: its content; the heading is the caller's.
        width: of the whole table.
    """
    for sentence in table.intro:
        document.add_paragraph(sentence.text)
    if not table.rows:
        document.add_paragraph(table.empty)
    else:
        _add_grid(document, table, width)
    for sentence in table.notes:
        document.add_paragraph(sentence.text, style=NOTE)


def _add_grid(document: Document, table: Table, width: Length) -> None:
    heads = 2 if any(column.group for column in table.columns) else 1
    grid = document.add_table(rows=heads + len(table.rows), cols=len(table.columns))
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _set_borders(grid)
    side_margins(grid, INSET - 0.2)
    _describe(grid, table.title)
    size, points = column_widths(table, width.pt)  # as in the PDF: no word or number is broken
    widths = [Length(Pt(one)) for one in points]
    style = STYLE_IDS[SMALL_CELL if size < CELL_SIZE else CELL]
    # python-docx finds a cell by walking the grid; taken row by row a table of 99 communes is quick
    rows = [list(row.cells) for row in grid.rows]
    for column, size in zip(grid.columns, widths, strict=True):
        column.width = size
    for cells in rows:
        for cell, size in zip(cells, widths, strict=True):
            cell.width = size
    _fill_heads(rows[:heads], table.columns, style)
    for row in grid.rows:
        row_mark(row, "w:cantSplit")
    for row in list(grid.rows)[:heads]:
        row_mark(row, "w:tblHeader")
    for cells, row in zip(rows[heads:], table.rows, strict=True):
        _fill_row(cells, row, table.columns, style)


def _fill_heads(rows: list[list], columns: tuple[Column, ...], style: str) -> None:
    last = rows[-1]
    for place, column in enumerate(columns):
        unit = f" ({column.unit})" if column.unit else ""
        if len(rows) == 1 or column.group:
            _write(last[place], f"{column.title}{unit}", style)
        else:
            over = rows[0][place].merge(last[place])
            _write(over, f"{column.title}{unit}", style)
    if len(rows) > 1:
        _fill_groups(rows[0], columns, style)
    for cells in rows:
        for cell in cells:
            _shade(cell)


def _fill_groups(cells: list, columns: tuple[Column, ...], style: str) -> None:
    place = 0
    while place < len(columns):
        end = place
        while end + 1 < len(columns) and columns[end + 1].group == columns[place].group != "":
            end += 1
        if columns[place].group:
            over = cells[place].merge(cells[end]) if end > place else cells[place]
            _write(over, columns[place].group, style)
        place = end + 1


def _fill_row(cells: list, row: Row, columns: tuple[Column, ...], style: str) -> None:
    if row.kind == "section":
        first = row.cells[0]
        text = first.with_unit if isinstance(first, Figure) else first
        over = cells[0].merge(cells[-1])
        _write(over, text, style, WD_ALIGN_PARAGRAPH.LEFT)
        over.paragraphs[0].paragraph_format.keep_with_next = True  # never the last row of a page
        return
    for cell, content, column in zip(cells, row.cells, columns, strict=True):
        text, is_total = cell_text(content), row.kind == "total"
        _write(cell, text, style, _ALIGN[column.kind], bold=is_total)


def _write(cell, text: str, style: str, align=WD_ALIGN_PARAGRAPH.CENTER, *, bold=True) -> None:
    for extra in cell.paragraphs[1:]:  # merging leaves the paragraphs of all cells
        extra._p.getparent().remove(extra._p)
    paragraph = cell.paragraphs[0]
    paragraph._p.style = style  # by name python-docx walks all styles, each time
    paragraph.alignment = align
    paragraph.add_run(text).bold = bold or None


def row_mark(row, name: str) -> None:
    """Mark a row of a table: `w:cantSplit` keeps it on one page, `w:tblHeader` repeats it.

    Args:
        row: of python-docx.
        name: of the mark.
    """
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell) -> None:
    properties = cell._tc.get_or_add_tcPr()
    if properties.find(qn("w:shd")) is None:
        properties.append(
            parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{_HEAD_SHADE}"/>')
        )


def _set_borders(grid: WordTable) -> None:
    """Thin grey lines; LibreOffice and Word draw a table style's own lines differently."""
    borders = parse_xml(
        f"<w:tblBorders {nsdecls('w')}>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders>"
    )
    put(grid._tbl.tblPr, borders)


def side_margins(grid: WordTable, points: float) -> None:
    """Set the margins at both sides of every cell.

    Args:
        grid: a table.
        points: 0 for one that only arranges, such as the head of a letter: it begins at the edge.
    """
    twips = int(points * 20)
    sides = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side in ("left", "right"))
    put(grid._tbl.tblPr, parse_xml(f"<w:tblCellMar {nsdecls('w')}>{sides}</w:tblCellMar>"))


def _describe(grid: WordTable, title: str) -> None:
    for name in ("w:tblCaption", "w:tblDescription"):
        mark = OxmlElement(name)
        mark.set(qn("w:val"), title)
        put(grid._tbl.tblPr, mark)


def add_chart(document: Document, chart: Chart, png: bytes, width: Length) -> None:
    """Add a chart: its finding, what it shows, the picture with its alt text, the sentence below.

    Args:
        document: where to.
        chart: what it says.
        png: the picture.
        width: of the picture.
    """
    document.add_paragraph(chart.title.text, style=CAPTION)
    about = document.add_paragraph(chart.subtitle, style=NOTE)
    about.paragraph_format.keep_with_next = True
    place = document.add_paragraph(style=CELL)
    place.alignment = WD_ALIGN_PARAGRAPH.CENTER
    place.paragraph_format.keep_with_next = True
    picture = place.add_run().add_picture(io.BytesIO(png), width=width)
    for side in "TBLR":  # where these are left out, LibreOffice takes 3 mm and leaves the margin
        picture._inline.set(f"dist{side}", "0")
    properties = picture._inline.docPr
    properties.set("name", chart.id)
    properties.set("descr", chart.alt)
    document.add_paragraph(chart.words.text)


def add_note(document: Document, slot: NoteSlot) -> None:
    """Add a place for people's own words: a content control that is found again by its tag.

    Args:
        document: where to.
        slot: its title, and what is written there already.
    """
    lead = document.add_paragraph()
    lead.paragraph_format.keep_with_next = True
    lead.add_run(f"{slot.title}:").italic = True
    texts = slot.text.split("\n\n") if slot.text else [f"[{slot.prompt}]"]
    paragraphs = [
        document.add_paragraph(text.strip(), style=None if slot.text else PROMPT) for text in texts
    ]
    control = parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias/><w:tag/>"
        + ("" if slot.text else "<w:showingPlcHdr/>")
        + "</w:sdtPr><w:sdtContent/></w:sdt>"
    )
    control.find(".//" + qn("w:alias")).set(qn("w:val"), slot.title)
    control.find(".//" + qn("w:tag")).set(qn("w:val"), f"{NOTE_TAG}{slot.id}")
    paragraphs[0]._p.addprevious(control)
    for paragraph in paragraphs:
        control.find(qn("w:sdtContent")).append(paragraph._p)

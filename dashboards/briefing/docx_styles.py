"""Page, styles and fields of the DOCX: what a secretary finds in Word's own style list.

Measures are those of Nghị định 30/2020/NĐ-CP, phụ lục I: A4, margins 20/20/30/20 mm, Times New
Roman 13 pt, page numbers at the top from the second page on.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Times New Roman"
BLACK, QUIET, DRAFT = (RGBColor.from_string(code) for code in ("000000", "595959", "B00020"))
LEAD, CAPTION, CELL, NOTE = "Phần đầu văn bản", "Caption", "Ô bảng", "Ghi chú bảng"
SMALL_CELL = "Ô bảng nhiều cột"
PROMPT, CENTRED = "Chỗ viết", "Giữa trang"
# ASCII ids for the styles with Vietnamese names
STYLE_IDS = {LEAD: "QhldLead", CENTRED: "QhldCentred", CELL: "QhldCell", NOTE: "QhldNote"}
STYLE_IDS |= {PROMPT: "QhldPrompt", SMALL_CELL: "QhldSmallCell"}
MARGINS = {"top_margin": 20, "bottom_margin": 20, "left_margin": 30, "right_margin": 20}


def set_styles(document: Document) -> None:
    """Give a new document the styles of an official report.

    Args:
        document: python-docx's default document; its styles are changed in place.
    """
    styles = document.styles
    _face(styles["Normal"], 13)
    _space(styles["Normal"], after=6, line=1.15)
    styles["Normal"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _language(styles["Normal"])
    for name, size, before in (("Heading 1", 13, 12), ("Heading 2", 13, 8), ("Title", 14, 12)):
        style = styles[name]
        _face(style, size, bold=True)
        _space(style, before=before, after=6)
        style.paragraph_format.keep_with_next = True
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _face(styles["List Bullet"], 13)
    _space(styles["List Bullet"], after=3)
    _face(styles[CAPTION], 12, bold=True)
    _space(styles[CAPTION], before=8, after=2)
    styles[CAPTION].paragraph_format.keep_with_next = True
    for name in ("Header", "Footer"):
        _face(styles[name], 10, color=QUIET)
    _added(document)


def _added(document: Document) -> None:
    """Styles that Word does not have by itself."""
    lead = _new(document, LEAD, 12)
    _space(lead, after=0)
    lead.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    centred = _new(document, CENTRED, 13)
    _space(centred, after=6)
    centred.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name, size in ((CELL, 10), (SMALL_CELL, 9)):
        cell = _new(document, name, size)
        _space(cell, before=1, after=1)
        cell.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    note = _new(document, NOTE, 11)
    note.font.italic = True
    _space(note, before=2, after=4)
    prompt = _new(document, PROMPT, 13, color=QUIET)
    prompt.font.italic = True


def _new(document: Document, name: str, size: float, **face) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    style.element.styleId = STYLE_IDS[name]
    _face(style, size, **face)
    return style


def _face(style: ParagraphStyle, size: float, *, bold: bool = False, color=BLACK) -> None:
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, False
    font.color.rgb = color
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for part in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{part}"), None)  # a theme font would win over the name
    for part in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{part}"), FONT)


def _space(style: ParagraphStyle, *, before: float = 0, after: float, line: float = 1.0) -> None:
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line


def _language(style: ParagraphStyle) -> None:
    """Vietnamese, or the spelling check of Word marks every word."""
    language = OxmlElement("w:lang")
    for part in ("val", "eastAsia", "bidi"):
        language.set(qn(f"w:{part}"), "vi-VN")
    style.element.get_or_add_rPr().append(language)


def set_page(section, *, landscape: bool) -> None:
    """Make a section A4, upright or across, with the margins of an official report.

    Args:
        section: a section of the document.
        landscape: printed across.
    """
    from docx.enum.section import WD_ORIENT

    width, height = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    for name, size in MARGINS.items():
        setattr(section, name, Mm(size))
    section.header_distance = section.footer_distance = Mm(9)


def add_field(paragraph, instruction: str, shown: str) -> None:
    """Put a field (page number) at the end of a paragraph.

    Args:
        paragraph: where.
        instruction: `PAGE`, `NUMPAGES`.
        shown: what stands there until Word has counted.
    """
    for kind, text in (("begin", ""), ("", instruction), ("separate", ""), ("text", shown)):
        _field_piece(paragraph.add_run(), kind, text)
    _field_piece(paragraph.add_run(), "end", "")


def _field_piece(run, kind: str, text: str) -> None:
    if kind in ("begin", "separate", "end"):
        piece = OxmlElement("w:fldChar")
        piece.set(qn("w:fldCharType"), kind)
    elif kind == "text":
        run.text = text
        return
    else:
        piece = OxmlElement("w:instrText")
        piece.set(qn("xml:space"), "preserve")
        piece.text = f" {text} "
    run._r.append(piece)

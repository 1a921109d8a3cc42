"""HTML tables, mostly saved under the name .xls by office programs, to one sheet.

The sheet is what a spreadsheet program shows of the page: its texts and tables one below the other,
a table nested in a cell too. Texts stay texts (00123 is no number) except where the page states the
number behind a text (``x:num`` of Excel, ``sdval`` of LibreOffice). No link, image, frame or script
of the page is followed.
"""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from ingest.cells.decode_bytes import decode_bytes, decode_narrow, wide_codec
from ingest.cells.decode_text import Encoding, decode_by_font, encoding_of_font
from ingest.cells.html_styles import Styles, is_hidden
from ingest.cells.lay_out_rows import CellDraft, RowLayout
from ingest.cells.scan_structure import refuse_doctype
from ingest.cells.sheet import Sheet
from ingest.cells.shown_numbers import number_behind
from ingest.reader_limits import Limits
from ingest.refused import Refused, damaged

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]+)|encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_ENTITY = re.compile("<!ENTITY", re.IGNORECASE)
_NAME = re.compile("<x:ExcelWorksheet>\\s*<x:Name>([^<]*)</x:Name>")
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "wbr")
)
_UNSEEN = frozenset(("head", "script", "style", "title", "template", "comment", "xml", "noscript"))
_BREAKS = frozenset(
    (
        *("p", "div", "br", "hr", "center", "pre", "form", "ul", "ol", "li", "dl", "dt", "dd"),
        *("h1", "h2", "h3", "h4", "h5", "h6"),
    )
)
_PARTS = ("table", "tbody", "thead", "tfoot")
_ENDS = {"tr": _PARTS, "td": ("tr", *_PARTS), "th": ("tr", *_PARTS)}
_DEEPEST = 500
_SPACE = re.compile("[ \\t\\r\\n\\f]+")
_CUT_TAG = re.compile(r"<(?:[!/a-z][^>]*)?\Z", re.IGNORECASE)


def read_html(data: bytes, limits: Limits) -> Sheet:
    """The tables and texts of a page as one sheet.

    Args:
        data: the whole file.
        limits: what the file may cost.

    Raises:
        Refused: the page has no table, or rows or cells outside of one, declares entities, or
            spans more cells than the limit.
    """
    text = _decode(data)
    # a page that ends within a tag was cut off, and nobody knows how many rows are gone
    if "\x00" in text or _CUT_TAG.search(text, max(text.rfind("<"), 0)):
        raise damaged("text")
    if _ENTITY.search(text[:100_000]):
        refuse_doctype()
    page = _Page(limits, Styles(text))
    page.feed(text)
    page.close()
    page.end_page()
    if not page.tables:
        raise Refused("html_as_spreadsheet")
    if page.is_torn:  # a table ended too early, and the figures behind it would run together
        raise damaged("html")
    names = _NAME.findall(text)
    sheet = page.rows.sheet(html.unescape(names[0]) if len(names) == 1 else "")
    sheet.fonts_told = page.fonts_told
    return sheet


def _decode(data: bytes) -> str:
    if wide_codec(data):
        return decode_bytes(data)
    stated = _CHARSET.search(data[:20_000])
    codec = (stated[1] or stated[2]).decode("ascii").lower() if stated else ""
    try:
        return data.decode("utf-8-sig")  # what is valid is what it is, whatever the page states
    except UnicodeDecodeError:
        pass
    if codec in ("windows-1258", "cp1258"):
        return data.decode("cp1258", "replace")
    return decode_bytes(data) if codec in ("utf-8", "utf8") else decode_narrow(data)


@dataclass(slots=True)
class _Element:
    """An open element; what holds of those around it holds of it too."""

    tag: str
    hidden: bool = False
    unseen: bool = False
    encoding: Encoding | None = None


@dataclass(slots=True)
class _Table:
    """A table being read; ``cell`` is None between cells."""

    cell: CellDraft | None = None
    cell_hidden: bool = False  # the cell or what is around it
    column: int = 0
    hidden_columns: set[int] = field(default_factory=set)


class _Page(HTMLParser):
    """Streaming state for one page."""

    def __init__(self, limits: Limits, styles: Styles) -> None:
        super().__init__(convert_charrefs=True)
        self.styles, self.rows, self.tables = styles, RowLayout(limits), 0
        self.open: list[_Element] = []
        self.inside: list[_Table] = []
        self.loose: list[str] = []  # text between tables
        self.fonts_told = False
        self.is_torn = False  # rows or cells stand outside of every table

    # what the parser calls

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        style = self.styles.of(tag, attributes)
        if tag in _BREAKS or tag in ("body", "table"):
            self._end_head()
        if tag in _ENDS:  # it ends what has no end tag
            self.is_torn = self.is_torn or not self.inside
            self._close_inside(_ENDS[tag])
        if tag == "tr" and self.inside:
            self._start_row(is_hidden(attributes, style))
        elif tag in ("td", "th") and self.inside:
            self._start_cell(attributes, style)
        elif tag == "table":
            self._start_table()
        elif tag == "col" and self.inside:
            self._column(attributes, is_hidden(attributes, style))
        elif tag in _BREAKS:
            self._break()
        if tag not in _VOID:
            self._push(tag, attributes, style)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BREAKS:
            self._break()
        if tag in ("td", "th"):
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_table()
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                break
            if self.open[place].tag == "table":  # a stray end does not close what is outside
                break

    def handle_data(self, data: str) -> None:
        around = self.open[-1] if self.open else _Element("")
        if around.unseen:
            return
        text = _SPACE.sub(" ", data)
        if around.encoding:
            self.fonts_told = True
            text = decode_by_font(text, around.encoding)
        if self.inside and self.inside[-1].cell:
            table = self.inside[-1]
            if table.cell_hidden or not around.hidden:  # a hidden part of a shown cell is not shown
                table.cell.texts.append(text)
        elif (text.strip() or not self.inside) and not self._is_hidden_here():
            self.loose.append(text)

    # tables, rows and cells

    def _push(self, tag: str, attributes: dict[str, str], style: dict[str, str]) -> None:
        above = self.open[-1] if self.open else _Element("")
        face = attributes.get("face") if tag == "font" else style.get("font-family")
        encoding = encoding_of_font(face.split(",")[0]) if face else above.encoding
        hidden = above.hidden or is_hidden(attributes, style)
        if len(self.open) < _DEEPEST:
            unseen = above.unseen or tag in _UNSEEN
            self.open.append(_Element(tag, hidden, unseen, encoding))

    def _is_hidden_here(self) -> bool:
        """Whether loose text is hidden: browsers move it from between cells out of the table."""
        parts = ("tr", *_PARTS) if self.inside else ()
        return next((e.hidden for e in reversed(self.open) if e.tag not in parts), False)

    def _break(self) -> None:
        cell = self.inside[-1].cell if self.inside else None
        if cell:
            cell.texts.append("\n")
        elif not self.inside:
            self.end_block()

    def _end_head(self) -> None:
        """What is shown ends a head that lacks its end tag."""
        for place, element in enumerate(self.open):
            if element.tag == "head":
                del self.open[place:]
                break

    def _close_inside(self, outer: tuple[str, ...]) -> None:
        """Close what is open inside the innermost of these elements."""
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place].tag in outer:
                del self.open[place + 1 :]
                break

    def end_page(self) -> None:
        """End whatever the page left open."""
        while self.inside:
            self._end_table()
        self.end_block()

    def end_block(self) -> None:
        """Put the text between tables on a row of its own."""
        text, self.loose = "".join(self.loose).strip(" "), []
        if text.strip():
            self.rows.add_text(text)

    def _start_table(self) -> None:
        if self.inside:
            # what the outer table holds so far comes first, the rest of it below
            self._end_row()
        self.end_block()
        self.rows.start_table()
        self.tables += 1
        if len(self.inside) < _DEEPEST:
            self.inside.append(_Table())

    def _end_table(self) -> None:
        if self.inside:
            self._end_row()
            self.end_block()
            table = self.inside.pop()
            self.rows.end_table(table.hidden_columns)

    def _start_row(self, hidden: bool) -> None:
        self._end_row()
        if self.loose:  # the caption
            self.end_block()
        above = bool(self.open and self.open[-1].hidden)
        self.rows.start_row(hidden or above)

    def _end_row(self) -> None:
        self._end_cell()
        self.rows.end_row()

    def _start_cell(self, attributes: dict[str, str], style: dict[str, str]) -> None:
        self._end_cell()
        if self.loose:  # the rest of a cell behind a table in it
            self.end_block()
        hidden = is_hidden(attributes, style)
        self.inside[-1].cell_hidden = hidden or bool(self.open and self.open[-1].hidden)
        self.inside[-1].cell = CellDraft(
            across=_span(attributes, "colspan"),
            down=_span(attributes, "rowspan"),
            hidden=hidden,
            known=number_behind(attributes, style.get("mso-number-format", "")),
        )

    def _end_cell(self) -> None:
        if self.inside and self.inside[-1].cell:
            self.rows.add_cell(self.inside[-1].cell)
            self.inside[-1].cell = None

    def _column(self, attributes: dict[str, str], hidden: bool) -> None:
        table, span = self.inside[-1], _span(attributes, "span")
        if hidden:
            table.hidden_columns.update(range(table.column, table.column + span))
        table.column = min(table.column + span, 1 << 14)


def _span(attributes: dict[str, str], name: str) -> int:
    """How many columns or rows a cell takes; nonsense counts as one, as it does in browsers."""
    text = attributes.get(name, "").strip()
    return min(max(int(text), 1), 1 << 14) if re.fullmatch("[0-9]{1,9}", text) else 1

"""How the data pack looks: formats of cells, print set-up, how a number is written."""

import math

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboards.briefing.blocks import Cell, Figure
from dashboards.briefing.content import Briefing

INTRO_SHEET = "Giới thiệu"
HEADLINES_SHEET = "Số chính"
FONT = "Times New Roman"
DARK, LIGHT, RULE = "#12436D", "#E8EEF4", "#B8C4CE"
A4 = 9
LINE = 15  # points of one line


def lines_high(texts_and_widths: list[tuple[str, float]]) -> float:
    """Height in points of a row of wrapped texts: programs do not all work it out themselves.

    Args:
        texts_and_widths: text of each cell and width of its column in characters.
    """
    lines = [math.ceil(len(text) * 1.08 / max(width - 1, 1)) for text, width in texts_and_widths]
    return LINE * max([1, *lines])


class Looks:
    """The formats of one workbook.

    Args:
        book: the workbook.
    """

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._numbers: dict[tuple, Format] = {}
        base = {"font_name": FONT, "font_size": 11, "valign": "top"}
        ruled = {**base, "border": 1, "border_color": RULE}
        add = book.add_format
        self.title = add({**base, "font_size": 15, "bold": True, "font_color": DARK})
        self.subtitle = add({**base, "italic": True})
        self.warning = add({**base, "bold": True, "font_color": "#9C2A10"})
        self.label = add({**ruled, "bold": True, "bg_color": LIGHT})
        heading = {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter"}
        dark = {"bg_color": DARK, "font_color": "#FFFFFF"}
        self.head = add({**ruled, **heading, **dark})
        self.group = add({**ruled, **heading, "bg_color": LIGHT})
        self.text = add(ruled)
        self.wrapped = add({**ruled, "text_wrap": True})
        self.order = add({**ruled, "align": "center"})
        self.words = add({**ruled, "align": "right", "font_color": "#4A5560"})
        self.note = add({**base, "italic": True, "text_wrap": True})
        self.bold = add({**ruled, "bold": True, "bg_color": LIGHT, "text_wrap": True})
        self.link = add({**ruled, "font_color": "#1D70B8", "underline": 1})
        self._ruled = ruled

    def number(self, figure: Figure, *, bold: bool = False) -> Format:
        """The format of a number: thousands, its decimals, its sign where it is a change."""
        key = (figure.decimals, figure.signed, bold)
        if key not in self._numbers:
            plain = "#,##0" + ("." + "0" * figure.decimals if figure.decimals else "")
            code = f"+{plain};-{plain};{plain}" if figure.signed else plain
            look = {"bold": True, "bg_color": LIGHT} if bold else {}
            self._numbers[key] = self._book.add_format(
                {**self._ruled, **look, "num_format": code, "align": "right"}
            )
        return self._numbers[key]

    def write_cell(
        self,
        sheet: Worksheet,
        row: int,
        column: int,
        cell: Cell,
        *,
        bold: bool = False,
        formula: str = "",
    ) -> None:
        """Write a figure as a number, what is no number as text.

        Args:
            sheet, row, column: where.
            cell: what.
            bold: of a row of totals.
            formula: what gives the number; it is shown at once, before any calculation.
        """
        if isinstance(cell, Figure):
            if cell.value is None:
                sheet.write_string(row, column, cell.text, self.bold if bold else self.words)
            else:
                shown = abs(cell.shown_value) if cell.magnitude else cell.shown_value
                look = self.number(cell, bold=bold)
                if formula:
                    sheet.write_formula(row, column, formula, look, shown)
                else:
                    sheet.write_number(row, column, shown, look)
        elif cell == "":
            sheet.write_blank(row, column, None, self.bold if bold else self.text)
        elif cell in ("–", "…", "x", "mới"):
            sheet.write_string(row, column, cell, self.words)
        else:
            sheet.write_string(row, column, cell, self.bold if bold else self.wrapped)

    def print_set_up(self, sheet: Worksheet, briefing: Briefing, *, landscape: bool) -> None:
        """A4, fits the width, release and page number at the foot, the draft mark at the head."""
        sheet.set_paper(A4)
        (sheet.set_landscape if landscape else sheet.set_portrait)()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.7, bottom=0.7)
        sheet.set_header(f"&C&9{' · '.join(briefing.marks)}")
        sheet.set_footer(f"&L&8{briefing.foot_line}&R&8Trang &P/&N")
        sheet.hide_gridlines(2)

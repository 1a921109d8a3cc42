"""Draws a worksheet as XML, row by row, with styles added to those of its workbook.

All texts are inline strings: nothing that a sender wrote can become a formula here.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from ingest.answers.mark_sheet import xml_text
from ingest.answers.mark_styles import StyleBook, solid_fill
from ingest.cells.read_cells import address

INK, _HEAD, _LINE = "FF1F2D3D", "FF2F4858", "FFD5DBE1"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class SheetDrawing:
    """Rows of a sheet, from the top down.

    Args:
        styles: of the workbook; gets what the sheet needs.
        widths: of the columns, in characters.
    """

    def __init__(self, styles: StyleBook, widths: Sequence[float]) -> None:
        self.styles, self.widths, self.last = styles, widths, len(widths) - 1
        self.rows: list[str] = []
        self.merges: list[str] = []
        self.links: list[tuple[str, str]] = []

    def style(
        self,
        *,
        size: int = 10,
        bold: bool = False,
        ink: str = INK,
        fill: str | None = None,
        border: bool = False,
        underline: bool = False,
        wrap: bool = False,
        horizontal: str = "left",
        vertical: str = "top",
        indent: int = 0,
    ) -> int:
        """Index of a cell style."""
        font = self.styles.add(
            "fonts",
            f'<font>{"<b/>" if bold else ""}{"<u/>" if underline else ""}<sz val="{size}"/>'
            f'<color rgb="{ink}"/><name val="Arial"/><family val="2"/></font>',
        )
        filled = self.styles.add("fills", solid_fill(fill)) if fill else 0
        side = f'style="thin"><color rgb="{_LINE}"/>'
        lines = "".join(f"<{s} {side}</{s}>" for s in ("left", "right", "top", "bottom"))
        edge = self.styles.add("borders", f"<border>{lines}<diagonal/></border>") if border else 0
        return self.styles.add(
            "cellXfs",
            f'<xf numFmtId="0" fontId="{font}" fillId="{filled}" borderId="{edge}" xfId="0" '
            'quotePrefix="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment horizontal="{horizontal}" vertical="{vertical}" wrapText="{int(wrap)}" '
            f'indent="{indent}"/></xf>',
        )

    def boxed(
        self, *, bold: bool = False, fill: str | None = None, horizontal: str = "left",
        link: bool = False,
    ) -> int:  # fmt: skip
        """Style of a cell of a table."""
        ink = "FF1155CC" if link else INK
        return self.style(
            bold=bold, fill=fill, border=True, wrap=True, horizontal=horizontal, ink=ink,
            indent=int(horizontal == "left"),
            underline=link, vertical="center" if fill else "top",
        )  # fmt: skip

    def header(self) -> int:
        """Style of a heading of a table."""
        return self.style(
            bold=True, ink="FFFFFFFF", fill=_HEAD, border=True, wrap=True, horizontal="center",
            vertical="center",
        )  # fmt: skip

    def row(
        self,
        cells: Mapping[int, tuple[Any, int]],
        height: float | None = None,
        span: tuple[int, int] | None = None,
    ) -> int:
        """Add a row and give its number, from 0.

        Args:
            cells: column to (value, style).
            height: in points; None is as high as the wrapped texts need.
            span: columns that will be merged, first and last: the text of the first has the
                width of all.
        """
        row = len(self.rows)
        if height is None:
            height = max(
                text_height(value, self._width_at(column, span))
                for column, (value, _) in cells.items()
            )
        inner = "".join(_cell(row, column, *cells[column]) for column in sorted(cells))
        self.rows.append(f'<row r="{row + 1}" ht="{height:g}" customHeight="1">{inner}</row>')
        return row

    def wide_row(self, text: str, style: int, height: float | None = None) -> None:
        """Add a row with one text over all columns."""
        height = height or text_height(text, sum(self.widths))
        rest = dict.fromkeys(range(1, self.last + 1), (None, style))
        row = self.row({0: (text, style)} | rest, height)
        self.merge(row, 0, self.last)

    def gap(self) -> None:
        """Add an empty row."""
        self.row({}, 10)

    def merge(self, row: int, first: int, last: int) -> None:
        """Merge cells of a row."""
        self.merges.append(f"{address(row, first)}:{address(row, last)}")

    def _width_at(self, column: int, span: tuple[int, int] | None) -> float:
        if span and column == span[0]:
            return sum(self.widths[span[0] : span[1] + 1])
        return sum(self.widths[:2]) if column == 0 and span else self.widths[column]

    def xml(self) -> str:
        """The worksheet."""
        widths = "".join(
            f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>'
            for n, width in enumerate(self.widths, start=1)
        )
        merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in self.merges)
        links = "".join(
            f'<hyperlink ref="{ref}" location="{_quoted(place)}"/>' for ref, place in self.links
        )
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<worksheet xmlns="{_MAIN}"><sheetPr><tabColor rgb="{_HEAD}"/>'
            '<pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
            '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>'
            '<selection pane="bottomLeft" activeCell="A4" sqref="A4"/></sheetView></sheetViews>'
            '<sheetFormatPr defaultRowHeight="15"/>'
            f"<cols>{widths}</cols><sheetData>{''.join(self.rows)}</sheetData>"
            f'<mergeCells count="{len(self.merges)}">{merges}</mergeCells>'
            f"{f'<hyperlinks>{links}</hyperlinks>' if links else ''}"
            '<printOptions horizontalCentered="1"/>'
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
            "<headerFooter><oddFooter>&amp;C&amp;8Trang &amp;P/&amp;N</oddFooter></headerFooter>"
            "</worksheet>"
        )


def _cell(row: int, column: int, value: Any, style: int) -> str:
    at = address(row, column)
    if value is None:
        return f'<c r="{at}" s="{style}"/>'
    if isinstance(value, int):
        return f'<c r="{at}" s="{style}"><v>{value}</v></c>'
    text = xml_text(str(value))
    return f'<c r="{at}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def text_height(value: Any, width: float) -> float:
    """Height in points of a wrapped text of size 10 in a column of a width in characters."""
    lines = sum(
        max(1, math.ceil(len(line) / ((width - 2) * 1.05))) for line in str(value or "").split("\n")
    )
    return min(15 + 13.2 * (lines - 1) + 4, 400)


def _quoted(text: str) -> str:
    return xml_text(text).replace('"', "&quot;").replace("\n", " ")

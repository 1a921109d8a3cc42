"""The printed documents: the quarterly report and the one-page sheet, as PDF/A-2b and PDF/UA-1.

Typst sets them from data (`pdf_data.py`) with the Tinos fonts beside this module and nothing else:
a font or a glyph that is missing stops the document, it is never replaced. The same briefing gives
the same bytes: the documents are dated by their release.
"""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import typst
from fontTools.ttLib import TTFont

from dashboards.briefing.content import Briefing
from dashboards.briefing.formats import CannotPrint, Materials
from dashboards.briefing.pdf_data import report_data
from dashboards.briefing.pdf_sheet import SCALES, sheet_data
from dashboards.briefing.pdf_tables import FONTS
from dashboards.briefing.pictures import sheet_map

HERE = Path(__file__).parent
STANDARDS = ["a-2b", "ua-1"]
TOO_FULL = "too little room for the pictures"  # what sheet.typ says when letters are too large
_SVG_TEXT = re.compile(r">([^<>]+)<")


class PdfError(CannotPrint):
    """A PDF that cannot be set: a missing font or glyph, too much for one page, Typst's refusal."""


def write_report(briefing: Briefing, materials: Materials) -> bytes:
    """Return the report for the registry of formats; see `report_pdf`."""
    return report_pdf(briefing, materials.pictures)


def write_sheet(briefing: Briefing, materials: Materials) -> bytes:
    """Return the one-page sheet for the registry of formats; see `sheet_pdf`."""
    return sheet_pdf(briefing, sheet_map(materials.release, briefing, materials.home))


def report_pdf(briefing: Briefing, pictures: dict[str, str]) -> bytes:
    """Return the quarterly report as PDF.

    Args:
        briefing: the content.
        pictures: SVG text of every chart by its id, drawn 160 mm wide.

    Raises:
        PdfError: a letter without glyph, a missing font, or Typst's refusal.
        KeyError: a chart has no picture.
        TooWide: a table does not fit its page.
    """
    data = report_data(briefing, pictures)
    return _compile("report.typ", data)


def sheet_pdf(briefing: Briefing, pictures: dict[str, str]) -> bytes:
    """Return the one-page sheet as PDF: always one page of A4.

    Args:
        briefing: the content.
        pictures: SVG text of the map of `briefing.sheet_charts` by its id; the charts are drawn
            anew in the size of the sheet.

    Raises:
        PdfError: as for the report, or the content does not fit one page in the smallest letters.
        KeyError: a chart has no picture.
    """
    data = sheet_data(briefing, pictures)
    for scale in SCALES:
        try:
            made = _compile("sheet.typ", {**data, "scale": scale})
        except PdfError as refused:
            if TOO_FULL not in str(refused):
                raise
            continue
        if page_count(made) == 1:
            return made
    raise PdfError("Tờ tin không vừa một trang A4, kể cả với cỡ chữ nhỏ nhất.")


def page_count(document: bytes) -> int:
    """Return how many pages a PDF has.

    Args:
        document: the PDF.
    """
    with pypdfium2.PdfDocument(document) as opened:
        return len(opened)


def _compile(template: str, data: dict[str, Any]) -> bytes:
    missing = missing_glyphs(data)
    if missing:
        shown = ", ".join(f"{sign!r} (U+{ord(sign):04X})" for sign in sorted(missing))
        raise PdfError(f"Phông chữ của văn bản không có ký tự: {shown}. Hãy thay trong phần lời.")
    compiler = typst.Compiler(
        HERE / template, root=HERE, font_paths=[FONTS], ignore_system_fonts=True
    )
    try:
        made, warnings = compiler.compile_with_warnings(
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARDS,
        )
    except typst.TypstError as refused:
        raise PdfError(
            f"Không dàn được trang {template}: {refused.message}\n{refused.diagnostic}"
        ) from refused
    # other warnings (a layout that needed many rounds) do not change what is printed
    said = "; ".join(w.message for w in warnings if "font" in w.message)
    if said:
        raise PdfError(f"Dàn trang {template} thiếu phông chữ: {said}")
    return made


def missing_glyphs(data: Any) -> set[str]:
    """Return the letters of a document's data that some cut of the font cannot print.

    Args:
        data: nested texts; of a picture (`svg`) its texts count.
    """
    known = _known_signs()
    return {sign for text in _texts(data) for sign in text if sign not in known} - {"\n"}


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for item in data:
            yield from _texts(item)
    elif isinstance(data, dict):
        for name, item in data.items():
            if name == "svg":
                yield from (html.unescape(found) for found in _SVG_TEXT.findall(item))
            else:
                yield from _texts(item)


def _known_signs() -> frozenset[str]:
    cuts = [set(TTFont(path, lazy=True).getBestCmap()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset(chr(code) for code in set.intersection(*cuts))

"""Read a printed briefing back: which release it is of, and the words that stand in it."""

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from dashboards.briefing.identity import told

_MM = 72 / 25.4
_HEAD, _FOOT = 16 * _MM, 18.5 * _MM  # above and below these stand only the lines of every page


@dataclass(frozen=True)
class ReadPdf:
    """A PDF that was read back.

    Attributes:
        release_id, period, audience: of the briefing; "" where the file does not say.
        document: `report` or `sheet`.
        pages: text of each page without the running head and foot, as it was set.
    """

    release_id: str
    period: str
    audience: str
    document: str
    pages: tuple[str, ...]

    @property
    def body(self) -> str:
        """All text without white space, as sentences and cells are looked for in it."""
        return squeezed("".join(self.pages))


def squeezed(text: str) -> str:
    """Return a text in the form that it is compared by: composed, no white space, no hyphens.

    A hyphen at the end of a line is told from a broken word by nobody who reads a PDF, so all go;
    the minus of a number (U+2212) stays.

    Args:
        text: of a document or of a briefing.
    """
    return re.sub(r"[\s\x02\ufffe\u00ad\u2010\u2011-]", "", unicodedata.normalize("NFC", text))


def read_pdf(path: Path) -> ReadPdf:
    """Return what a PDF of a briefing says of itself, and its text layer.

    Args:
        path: the file.

    Raises:
        pypdfium2.PdfiumError: not a PDF that can be read.
    """
    with pypdfium2.PdfDocument(path) as opened:
        said = told(opened.get_metadata_value("Keywords"))
        is_report = said.get("document") == "report"
        pages = tuple(_page_text(opened[place], is_report) for place in range(len(opened)))
    return ReadPdf(
        said.get("release", ""),
        said.get("period", ""),
        said.get("audience", ""),
        said.get("document", ""),
        pages,
    )


def _page_text(page: pypdfium2.PdfPage, is_report: bool) -> str:
    text = page.get_textpage()
    if not is_report:
        return text.get_text_range()
    return text.get_text_bounded(bottom=_FOOT, top=page.get_height() - _HEAD)

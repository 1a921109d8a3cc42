"""Printed documents of a briefing as lines of text: PDF, DOCX and PPTX read the same way."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pypdfium2

from dashboards.briefing.read_docx import NotABriefing, ReadDocx, read_docx
from dashboards.briefing.read_pdf import read_pdf
from dashboards.briefing.read_pptx import ReadPptx, read_pptx


class NotReadable(ValueError):
    """No document of ours; the message says so in Vietnamese."""


@dataclass(frozen=True)
class Printed:
    """A document that was read back.

    Attributes:
        format: key of `FORMATS` that it was made by.
        release_id, period, audience: what it is of.
        lines: its text, white space made equal; without people's own words where they are marked.
    """

    format: str
    release_id: str
    period: str
    audience: str
    lines: tuple[str, ...]


def read_printed(path: Path) -> Printed:
    """Read a printed document.

    Args:
        path: .pdf, .docx or .pptx.

    Raises:
        NotReadable: another kind of file, or none that this product wrote.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(sorted({*_READERS, ".xlsx"}))
        raise NotReadable(f"{path.name}: chỉ đối chiếu được tệp {kinds} do qhld lập.")
    found = reader(path)
    if not (found.release_id and found.period and found.audience):
        raise NotReadable(f"{path.name} không nêu bản công bố: không phải báo cáo do qhld lập.")
    return found


def _pdf(path: Path) -> Printed:
    try:
        found = read_pdf(path)
    except pypdfium2.PdfiumError as error:
        raise NotReadable(f"{path.name} không phải tệp PDF đọc được.") from error
    key = {"report": "pdf", "sheet": "to-tin"}.get(found.document, "pdf")
    lines = [line for page in found.pages for line in page.splitlines()]
    return Printed(key, found.release_id, found.period, found.audience, _plain(lines))


def _docx(path: Path) -> Printed:
    return _office("docx", path, read_docx)


def _pptx(path: Path) -> Printed:
    return _office("pptx", path, read_pptx)


def _office(key: str, path: Path, reader: Callable[[Path], ReadDocx | ReadPptx]) -> Printed:
    try:
        found = reader(path)
    except NotABriefing as error:
        raise NotReadable(str(error)) from error
    lines = [line for text in found.texts for line in text.splitlines()]
    if isinstance(found, ReadPptx):
        lines += [
            f"{chart}: {' '.join('–' if one is None else repr(one) for one in series)}"
            for chart, all_series in found.charts.items()
            for series in all_series
        ]
    return Printed(key, found.release_id, found.period, found.audience, _plain(lines))


def _plain(lines: Iterable[str]) -> tuple[str, ...]:
    told = (" ".join(line.split()) for line in lines)
    return tuple(line for line in told if line)


_READERS = {".pdf": _pdf, ".docx": _docx, ".pptx": _pptx}

"""The documents that a briefing can be printed as; a new one is a line in `FORMATS`.

A writer takes the content and its materials and returns the bytes of the file. It is imported when
it is first used: `qhld --help` must not wait for Typst.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path

from dashboards.briefing.content import Briefing
from dashboards.release_reader import Release


class CannotPrint(ValueError):
    """A document that cannot be made as it should; the message says why, in Vietnamese."""


@dataclass
class Materials:
    """What writers need beside the content; made once for all documents of a run.

    Attributes:
        release: the release of the briefing.
        home: root of all state (the province's boundaries are kept there).
        briefing: the content.
    """

    release: Release
    home: Path
    briefing: Briefing

    @cached_property
    def pictures(self) -> dict[str, str]:
        """SVG text of every chart by its id."""
        pictures = import_module("dashboards.briefing.pictures")
        return pictures.briefing_pictures(self.release, self.briefing, self.home)


@dataclass(frozen=True)
class Format:
    """One kind of document.

    Attributes:
        label: what people call it.
        name: beginning of the file's name.
        suffix: its ending, with the dot.
        mimetype: for downloads.
        module, function: the writer, `function(briefing, materials) -> bytes`.
    """

    label: str
    name: str
    suffix: str
    mimetype: str
    module: str
    function: str

    @property
    def write(self) -> Callable[[Briefing, Materials], bytes]:
        """The writer."""
        return getattr(import_module(self.module), self.function)


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: dict[str, Format] = {
    "pdf": Format(
        "Báo cáo quý (PDF)",
        "bao-cao",
        ".pdf",
        "application/pdf",
        "dashboards.briefing.pdf",
        "write_report",
    ),
    "to-tin": Format(
        "Tờ tin một trang (PDF)",
        "to-tin",
        ".pdf",
        "application/pdf",
        "dashboards.briefing.pdf",
        "write_sheet",
    ),
    "xlsx": Format(
        "Gói số liệu (Excel)",
        "so-lieu",
        ".xlsx",
        f"{_OFFICE}.spreadsheetml.sheet",
        "dashboards.briefing.xlsx",
        "write_xlsx",
    ),
    "docx": Format(
        "Báo cáo (Word)",
        "bao-cao",
        ".docx",
        f"{_OFFICE}.wordprocessingml.document",
        "dashboards.briefing.docx_report",
        "write_docx",
    ),
    "pptx": Format(
        "Trình chiếu (PowerPoint)",
        "trinh-chieu",
        ".pptx",
        f"{_OFFICE}.presentationml.presentation",
        "dashboards.briefing.pptx_slides",
        "write_pptx",
    ),
}

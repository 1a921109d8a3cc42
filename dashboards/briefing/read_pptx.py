"""Read the slides of a briefing back: which release they are of, their words and chart numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pptx import Presentation

from dashboards.briefing.identity import NotABriefing, read_properties
from dashboards.briefing.read_pdf import squeezed


@dataclass(frozen=True)
class ReadPptx:
    """Slides that were read back.

    Attributes:
        release_id, period, audience: of the briefing.
        document: `slides`.
        texts: titles, text boxes and table cells, in the order of the slides; no notes.
        charts: numbers of each native chart by the chart's id, one tuple a series.
    """

    release_id: str
    period: str
    audience: str
    document: str
    texts: tuple[str, ...]
    charts: dict[str, tuple[tuple[float | None, ...], ...]]

    @property
    def body(self) -> str:
        """All text without white space, as it is compared."""
        return squeezed("".join(self.texts))


def read_pptx(path: Path) -> ReadPptx:
    """Read the slides of a briefing.

    Args:
        path: the file; edited by people, saved by PowerPoint or LibreOffice.

    Raises:
        NotABriefing: no PPTX, or none of ours.
    """
    try:
        show = Presentation(str(path))
    except Exception as error:  # zip, XML and package errors of several libraries
        raise NotABriefing(f"{path.name} không phải tệp trình chiếu đọc được.") from error
    told = read_properties(path, show.core_properties)
    shapes = [shape for slide in show.slides for shape in slide.shapes]
    charts = {
        shape.name: tuple(tuple(one.values) for one in shape.chart.plots[0].series)
        for shape in shapes
        if shape.has_chart
    }
    texts = tuple(text for shape in shapes for text in _texts(shape))
    return ReadPptx(**told, texts=texts, charts=charts)


def _texts(shape) -> Iterator[str]:
    if shape.has_text_frame:
        yield from (one.text for one in shape.text_frame.paragraphs if one.text)
    elif shape.has_table:
        for row in shape.table.rows:
            yield from (cell.text for cell in row.cells if cell.text)

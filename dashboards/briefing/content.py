"""What a quarterly briefing says: one content that every document (PDF, DOCX, PPTX, XLSX) prints.

`dashboards.briefing.build.build_briefing` makes it from a release; nothing here computes. The
pieces are in `blocks.py`. Texts for readers are Vietnamese.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dashboards.briefing.blocks import (
    Chart,
    Figure,
    NoteSlot,
    Paragraph,
    Section,
    Sentence,
    Series,
    Table,
)

DRAFT_MARK = "DỰ THẢO – SỐ LIỆU TẠM TÍNH"
ADJUSTED_MARK = "DỰ THẢO – SỐ LIỆU ĐIỀU CHỈNH, CHƯA DUYỆT LẠI"

Audience = Literal["noi-bo", "ben-ngoai"]


@dataclass(frozen=True)
class Headline:
    """One of the five to seven numbers of page one.

    Attributes:
        kpi_id: the indicator.
        label: short name.
        figure: the number.
        comparisons: short sentences (no full stop): quarter before, year before, target.
        assessment: `good`, `bad` or `neutral` against the quarter before; say it in words too.
        trend: the indicator through the last quarters (a small line); None where only one is known.
    """

    kpi_id: str
    label: str
    figure: Figure
    comparisons: tuple[Sentence, ...]
    assessment: str
    trend: Series | None


@dataclass(frozen=True)
class LetterHead:
    """The formal parts of an official report (Nghị định 30/2020/NĐ-CP, phụ lục I).

    Attributes:
        agency_above, agency: the two lines at the upper left.
        nation, motto: the two lines at the upper right.
        number_line: `Số:      /BC-SNV`, the number is given by hand.
        place_date: `Lào Cai, ngày … tháng 9 năm 2026`; the day is given at signing.
        kind: `BÁO CÁO`.
        subject: trích yếu.
        addressed_to: names after `Kính gửi:`.
        grounds: sentences `Căn cứ …`.
        recipients: lines under `Nơi nhận:`.
        signer: lines above the signature (`KT. GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`).
        contact: whom a reader may ask.
    """

    agency_above: str
    agency: str
    nation: str
    motto: str
    number_line: str
    place_date: str
    kind: str
    subject: str
    addressed_to: tuple[str, ...]
    grounds: tuple[str, ...]
    recipients: tuple[str, ...]
    signer: tuple[str, ...]
    contact: str


@dataclass(frozen=True)
class SourceFile:
    """A sheet of a received file that a number rests on.

    Attributes:
        file_name, file_sha256, load_id, form, sheet: where.
        form_name: name of the form in Vietnamese.
        agency: name of the sender.
        cells: how many cells of the sheet count.
        first_cell, last_cell: the first and last of them in reading order.
    """

    file_name: str
    file_sha256: str
    load_id: str
    form: str
    form_name: str
    agency: str
    sheet: str
    cells: int
    first_cell: str
    last_cell: str


@dataclass(frozen=True)
class Source:
    """Where a number of the province came from.

    Attributes:
        kpi_id, name, area_code, period, span: the number.
        figure: as printed.
        files: the sheets behind it, by file name; empty where the release holds no cells of it.
    """

    kpi_id: str
    name: str
    area_code: str
    period: str
    span: str
    figure: Figure
    files: tuple[SourceFile, ...]


@dataclass(frozen=True)
class Definition:
    """What an indicator means, for appendix 05 and the definitions of the data pack."""

    kpi_id: str
    name: str
    unit: str
    definition: str
    formula: str
    source_forms: str
    caveat: str


@dataclass(frozen=True)
class Briefing:
    """The whole content.

    Attributes:
        release_id: the release that all figures come from; printed on every page.
        status: `tạm tính`, `chính thức` or `điều chỉnh`.
        status_words: the status as a reader is told it.
        draft_mark: printed on every page while nobody stands for the figures; else "".
        audience: `noi-bo` or `ben-ngoai`.
        period, period_label: `2026Q3`, `Quý III/2026`.
        made_up: figures of a demonstration; `made_up_words` must be printed on every page.
        cut_off: `Số liệu chốt từ 15/6/2026 đến 14/9/2026`.
        received: how many units reported, how many late and missing.
        head: formal parts.
        headlines: five to seven numbers, in order of weight; the one-page sheet shows six.
        red_list: communes at warning level red by name; None for readers without that right.
        sections: in the order of official reports.
        appendices: `01` to `06`.
        sheet_charts: ids of the three charts of the one-page sheet, then of its map.
        sources, definitions: annex and data pack.
        footnotes: accepted warnings with their reasons, printed under the figures.
        foot_line: the line at the foot of every page (release, period, status, coverage).
    """

    release_id: str
    status: str
    status_words: str
    draft_mark: str
    audience: Audience
    period: str
    period_label: str
    made_up: bool
    made_up_words: str
    cut_off: Sentence
    received: Sentence
    head: LetterHead
    headlines: tuple[Headline, ...]
    red_list: Table | None
    sections: tuple[Section, ...]
    appendices: tuple[Table, ...]
    sheet_charts: tuple[str, ...]
    sources: tuple[Source, ...]
    definitions: tuple[Definition, ...]
    footnotes: tuple[Sentence, ...] = ()
    foot_line: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether nobody stands for the figures yet, or not again."""
        return bool(self.draft_mark)

    @property
    def caution(self) -> str:
        """What a reader must know before any number where many units are missing; else ""."""
        said = (one.text for one in self.sentences() if one.template == "thieu-nhieu")
        return next(said, "")

    @property
    def received_alone(self) -> str:
        """`received` for a document without appendices, which refers to none."""
        return re.sub(r" \(Phụ lục [0-9]+\)", "", self.received.text)

    @property
    def marks(self) -> tuple[str, ...]:
        """What stands at the head of every page: that it is a draft, that figures are made up."""
        draft = (self.draft_mark,) if self.draft_mark else ()
        return (*draft, self.made_up_words) if self.made_up else draft

    def charts(self) -> Iterator[Chart]:
        """Every chart, in the order of the text."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Chart))

    def chart(self, chart_id: str) -> Chart:
        """One chart by its id.

        Raises:
            KeyError: there is none of that id.
        """
        for chart in self.charts():
            if chart.id == chart_id:
                return chart
        raise KeyError(chart_id)

    def notes(self) -> Iterator[NoteSlot]:
        """Every place for people's own words, in the order of the text."""
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, NoteSlot))

    def figures(self) -> Iterator[Figure]:
        """Every number that is printed, in the order of the text; some more than once."""
        for sentence in self.sentences():
            yield from sentence.figures
        for headline in self.headlines:
            yield headline.figure
        for table in self.tables():
            for row in table.rows:
                yield from (cell for cell in row.cells if isinstance(cell, Figure))
        for chart in self.charts():
            for series in chart.series:
                yield from series.figures

    def tables(self) -> Iterator[Table]:
        """Every table: of page one, of the text, appendices."""
        if self.red_list:
            yield self.red_list
        for section in self.sections:
            yield from (block for block in section.blocks if isinstance(block, Table))
        yield from self.appendices

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence that is printed, in the order of the text."""
        yield from (self.cut_off, self.received, *self.footnotes)
        for headline in self.headlines:
            yield from headline.comparisons
        for section in self.sections:
            if section.finding:
                yield section.finding
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield from block.sentences
                elif isinstance(block, Chart):
                    yield from (block.title, block.words)
        for table in self.tables():
            yield from (*table.intro, *table.notes)

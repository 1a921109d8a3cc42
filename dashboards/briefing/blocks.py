"""The pieces of a briefing: numbers that know where they stand, sentences, tables, charts.

A number is never plain text: it is a `Figure` that knows the query, row and column of the release
it came from, so that a document which was made long ago can be checked against its release again
(`qhld briefing verify`). Between a number and its unit stands a no-break space (U+00A0) that
documents must keep.
"""

from dataclasses import dataclass
from typing import Literal

NBSP = "\u00a0"

State = Literal["value", "null", "na", "withheld"]


@dataclass(frozen=True)
class Address:
    """Where in a release a number stands: one column of one row of one query's answer.

    Attributes:
        query: a file of `dashboards/queries` without `.sql`.
        inputs: the query's inputs, as pairs of name and value.
        where: pairs of column and value by which exactly one row is found; empty for an answer of
            one row.
        column: the column of the number.
    """

    query: str
    inputs: tuple[tuple[str, str], ...]
    where: tuple[tuple[str, str], ...]
    column: str


@dataclass(frozen=True)
class Figure:
    """One number as it is printed, or the words that stand in its place.

    Attributes:
        text: what is printed, without unit: `1.234,5`, or the words for a number that is not there.
        value: the number in the release, not rounded, before division; None where there is none.
        unit: the unit that is printed after it (`vụ`, `%`, `triệu đồng`); "" for none.
        decimals: decimals of `text`.
        divisor: what `value` is divided by for printing (1_000_000 for triệu đồng).
        signed: printed with a sign (`+3`, `−2,4`), as changes in tables are.
        magnitude: printed without its sign, because the words say tăng or giảm.
        state: value, null (no report), na (nobody to count), withheld (external audience).
        address: where the number stands; None only for words without a number behind them.
        kpi_id, area_code, period, span: which indicator the number states or is a part of; None for
            numbers about no indicator (how many units reported).
    """

    text: str
    value: float | None
    unit: str = ""
    decimals: int = 0
    divisor: float = 1
    signed: bool = False
    magnitude: bool = False
    state: State = "value"
    address: Address | None = None
    kpi_id: str | None = None
    area_code: str | None = None
    period: str | None = None
    span: str | None = None

    @property
    def with_unit(self) -> str:
        """The text and its unit, held together by a no-break space."""
        return (
            f"{self.text}{NBSP}{self.unit}" if self.unit and self.value is not None else self.text
        )

    @property
    def shown_value(self) -> float | None:
        """The number in the printed unit (for spreadsheet cells and native charts)."""
        return None if self.value is None else self.value / self.divisor


@dataclass(frozen=True)
class Sentence:
    """One sentence, its numbers kept apart from its words.

    Attributes:
        parts: words and figures in their order. A figure prints its `text`; the unit is among the
            words that follow it.
        template: id of the template in `sentences.yml` that it was written by.
        kpis: the indicators that the template names.
    """

    parts: tuple["str | Figure", ...]
    template: str = ""
    kpis: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence as it is read."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The numbers that it states."""
        return tuple(part for part in self.parts if isinstance(part, Figure))


@dataclass(frozen=True)
class Paragraph:
    """Sentences that stand together.

    Attributes:
        sentences: in their order; print them with one space between.
        is_bullet: one of a list of short statements (a line that begins with a dash).
    """

    sentences: tuple[Sentence, ...]
    is_bullet: bool = False

    @property
    def text(self) -> str:
        """The paragraph as it is read."""
        return " ".join(sentence.text for sentence in self.sentences)


Cell = Figure | str


def cell_text(cell: Cell) -> str:
    """Return what a cell prints: a number without its unit, which the heading or the row says.

    Args:
        cell: of a table.
    """
    return cell.text if isinstance(cell, Figure) else cell


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        title: heading; short, may wrap.
        kind: `text`, `number` (right-aligned figures) or `order` (running number, centred).
        unit: unit of the whole column, "" where it is said in each row or there is none.
        weight: share of the table's width, relative to the other columns.
        group: heading above several neighbouring columns; "" for none.
        adds_up: a count whose total may be the sum of the rows (a ratio never is, though it be 0).
    """

    title: str
    kind: Literal["text", "number", "order"] = "text"
    unit: str = ""
    weight: float = 1
    group: str = ""
    adds_up: bool = False


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes:
        cells: one a column; "" is an empty cell.
        kind: `body`, `total` (bold) or `section` (first cell spans the width, bold).
    """

    cells: tuple[Cell, ...]
    kind: Literal["body", "total", "section"] = "body"


@dataclass(frozen=True)
class Table:
    """A table of the text or an appendix.

    Attributes:
        id: short ASCII name, unique in the briefing (a bookmark, a sheet's table name).
        title: heading, without number.
        number: `01` to `06` for an appendix, "" for a table of the text.
        columns, rows: at least one row, else `empty`.
        empty: the sentence that stands in place of a table without rows.
        intro: sentences above it.
        notes: sentences below it.
        landscape: printed across.
        restricted: only for readers with the right to the hot spots; print "HẠN CHẾ" above it.
        goes_on: an appendix that begins below the one before, on the same page.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    number: str = ""
    empty: str = ""
    intro: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()
    landscape: bool = False
    restricted: bool = False
    goes_on: bool = False


@dataclass(frozen=True)
class Series:
    """One series of a chart.

    Attributes:
        name: label of the series.
        figures: one a category; a figure without value is a gap that the chart marks.
        role: `actual` (dark), `previous` (light) or `plan` (outlined); one meaning a colour.
    """

    name: str
    figures: tuple[Figure, ...]
    role: Literal["actual", "previous", "plan"] = "actual"

    @property
    def values(self) -> tuple[float | None, ...]:
        """The numbers in the printed unit, for native charts."""
        return tuple(figure.shown_value for figure in self.figures)


@dataclass(frozen=True)
class Chart:
    """A chart as data: `charts.draw_svg(chart)` and `charts.draw_png(chart)` draw it for print.

    Attributes:
        id: short ASCII name, unique in the briefing.
        kind: `columns` or `line` (quarters across), `bars` (categories down, sorted) or `map`
            (categories are commune codes, one series).
        title: the finding, twelve words at most.
        subtitle: indicator, unit, place, period.
        words: the sentence under the chart; a reader needs nothing else.
        alt: text in place of the picture (for screen readers), no markup.
        categories: labels of the categories (`III/2026`, a name); of a map, commune codes.
        series: one to three.
        unit, decimals: of all figures.
        break_after: index of the category after which the rule of 2025-07-01 stands; None for none.
        provisional_from: index of the first category whose figures are provisional (drawn hatched
            or outlined); None for none.
    """

    id: str
    kind: Literal["columns", "line", "bars", "map"]
    title: Sentence
    subtitle: str
    words: Sentence
    alt: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    decimals: int = 0
    break_after: int | None = None
    provisional_from: int | None = None


@dataclass(frozen=True)
class NoteSlot:
    """A place for people's own words: the program writes no causes, judgement or proposals.

    Attributes:
        id: slot id (`iii-nguyen-nhan`); key of `notes.yml` and tag of the DOCX content control.
        title: what the place is for; printed as a lead-in (`Nguyên nhân`).
        text: what people wrote, paragraphs parted by an empty line; None where nothing yet.
        prompt: what to write here; printed in a draft, in a signed copy the slot is left out.
    """

    id: str
    title: str
    text: str | None
    prompt: str


Block = Paragraph | Table | Chart | NoteSlot


@dataclass(frozen=True)
class Section:
    """A numbered part of the report.

    Attributes:
        number: `I`, `II`, `II.1` …; a section with a dot is a sub-section.
        title: heading without number.
        blocks: in their order.
        finding: one sentence that states what matters most (title of a slide); None where the
            section is people's own.
    """

    number: str
    title: str
    blocks: tuple[Block, ...]
    finding: Sentence | None = None

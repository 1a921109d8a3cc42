"""The quarter of a table, from everything that says one; sources in conflict are an error."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ingest.cells.read_cells import Sheet, address
from ingest.findings import Finding
from ingest.messages import finding
from ingest.reference import MERGER_DAY, period_bounds
from ingest.tables.find_tables import Table
from ingest.tables.read_preamble import texts_of
from ingest.values.fold_text import fold, nfc
from ingest.values.read_periods import PeriodMention, mentions
from ingest.values.vocabulary import vocabulary

# A title may go on to the period it compares with; what is cited is not this report's period.
_COMPARED = re.compile(r"(so với|cùng kỳ|so voi|cung ky).*", re.IGNORECASE | re.DOTALL)
_CITING = ("căn cứ", "thực hiện", "kính gửi", "can cu", "thuc hien", "kinh gui")
_LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class TablePeriod:
    """The quarter of a table as title, sheet name and option say it together.

    Attributes:
        id: the quarter, None when it is not known.
        year: the year at least.
        findings: why the period is missing, in conflict or outside the reporting calendar.
        quarter: the quarter alone, 1 to 4, where columns name the years.
    """

    id: str | None
    year: int | None
    findings: tuple[Finding, ...] = ()
    quarter: int | None = None

    def names_hold_on(self, calendar: str) -> date | None:
        """The last day of the quarter; of a year wholly before the merger, where it names no more.

        Args:
            calendar: calendar of the form.
        """
        if not self.id and not self.findings and self.year and self.year < MERGER_DAY.year:
            return date(self.year, 12, 14)
        return day_of_names(self.id, calendar)


@dataclass(frozen=True, slots=True)
class Source:
    """One place that names periods.

    Attributes:
        where: the place, in Vietnamese.
        cell: its address, None outside the cells.
        said: the periods it names.
    """

    where: str
    cell: str | None
    said: tuple[PeriodMention, ...]

    @property
    def quarters(self) -> frozenset[PeriodMention]:
        """The quarters it names."""
        return frozenset(mention for mention in self.said if mention.quarter)

    @property
    def years(self) -> set[int]:
        """The years it names."""
        return {mention.year for mention in self.said if mention.year}


def sources_of(sheet: Sheet, rows: tuple[int, int], calendar: str) -> list[Source]:
    """What the texts of some rows (first, after last) of a sheet say about the period."""
    found = []
    for cell, text in texts_of(sheet, rows):
        if len(text) < _LONGEST_TITLE and not fold(text).startswith(_CITING):
            said = mentions(_COMPARED.sub("", nfc(text)), calendar)
            if said:
                found.append(Source(f"ô {cell} “{_cut(text)}”", cell, said))
    return found


def period_of(
    sheet: Sheet,
    table: Table,
    stated: str | None,
    elsewhere: Iterable[Source],
    rows_carry_period: bool,
) -> TablePeriod:
    """Settle a table's quarter.

    Args:
        sheet: the table's sheet.
        table: the table.
        stated: quarter given with the file, None when none was given.
        elsewhere: sources outside the table's own title and sheet, the nearest first; they only
            fill what is missing.
        rows_carry_period: whether each row or column names its own quarter.
    """
    own = sources_of(sheet, table.preamble, table.form.calendar)
    if named := mentions(sheet.name, table.form.calendar):
        own.append(Source(f"tên trang “{sheet.name}”", None, named))
    if stated:
        given = PeriodMention(int(stated[:4]), int(stated[5]))
        own.append(Source(f"kỳ nêu khi gửi {stated}", None, (given,)))
    years = _years(own)
    if _in_conflict(own) and not rows_carry_period:
        return TablePeriod(None, max(years, default=None), (_conflict(sheet, own),))
    quarters = _common([source for source in own if source.quarters])
    # looked for only where something is missing
    further = list(elsewhere) if not years or not (quarters or rows_carry_period) else []
    years = years or next((found for s in further if (found := s.years)), set())
    if rows_carry_period:
        # the table's own quarters decide; the title may span several
        return TablePeriod(None, max(years, default=None))
    quarters = quarters or next(
        (q for s in further if len(q := {m.quarter for m in s.quarters}) == 1), set()
    )
    year = max(years, default=None)
    quarter = next(iter(quarters)) if len(quarters) == 1 else None
    if quarter and table.is_wide:
        return TablePeriod(None, year, (), quarter)
    if quarter and year:
        return _settled(f"{year}Q{quarter}", sheet, table, own)
    if table.form.kind == "log":
        return TablePeriod(None, year)
    missing = finding("period_missing", sheet=sheet.name, cell=address(table.top, 0))
    return TablePeriod(None, year, (missing,))


def day_of_names(period: str | None, calendar: str) -> date | None:
    """The day on which names of a quarter's report must hold: its last one.

    Args:
        period: the quarter, or None.
        calendar: calendar of the form.

    Returns:
        None, which is the present division, when the quarter is not known.
    """
    if period is None or not is_in_calendar(period, calendar):
        return None
    return period_bounds(period, calendar)[1]


def is_in_calendar(period: str, calendar: str) -> bool:
    """Whether the reporting calendar knows a quarter."""
    try:
        period_bounds(period, calendar)
    except LookupError:
        return False
    return True


def _settled(period: str, sheet: Sheet, table: Table, said: list[Source]) -> TablePeriod:
    year = int(period[:4])
    if is_in_calendar(period, table.form.calendar):
        return TablePeriod(period, year)
    cell = next((s.cell for s in said if s.cell and s.quarters), address(table.top, 0))
    outside = finding("period_outside", sheet=sheet.name, cell=cell, found=period)
    return TablePeriod(None, year, (outside,))


def is_of_whole_year(sheet: Sheet, table: Table) -> bool:
    """Whether title and sheet name speak of a year or of several quarters, never of one."""
    texts = [sheet.name, *(text for _, text in texts_of(sheet, table.preamble))]
    said = [mention for text in texts for mention in mentions(text, table.form.calendar)]
    if len({mention.quarter for mention in said if mention.quarter}) == 1:
        return False
    words = [sign.strip() for sign in vocabulary().year_rows]
    return bool(said) or any(fold(sheet.name) == word for word in words)


def _years(sources: list[Source]) -> set[int]:
    """Years of the quarters named, else the years named alone."""
    with_quarter = {m.year for s in sources for m in s.quarters if m.year}
    return with_quarter or {year for source in sources for year in source.years}


def _common(sources: list[Source]) -> set[int | None]:
    """Quarters on which all sources agree; "Quý II và 6 tháng" and "Quý II" agree."""
    if not sources:
        return set()
    return set.intersection(*({m.quarter for m in source.quarters} for source in sources))


def _in_conflict(sources: list[Source]) -> bool:
    named = [source for source in sources if source.quarters]
    if not named:
        return False
    with_year = [{m.year for m in source.quarters if m.year} for source in named]
    with_year = [years for years in with_year if years]
    return not _common(named) or (bool(with_year) and not set.intersection(*with_year))


def _conflict(sheet: Sheet, sources: list[Source]) -> Finding:
    named = [source for source in sources if source.quarters]
    places = "; ".join(
        f"{source.where}: {', '.join(sorted(map(_name, source.quarters)))}" for source in named
    )
    return finding(
        "period_conflict",
        sheet=sheet.name,
        cell=next((source.cell for source in named if source.cell), None),
        found=", ".join(sorted({_name(m) for source in named for m in source.quarters})),
        places=places,
    )


def _name(mention: PeriodMention) -> str:
    return f"quý {mention.quarter}" + (f"/{mention.year}" if mention.year else "")


def _cut(text: str) -> str:
    text = nfc(text)
    return text if len(text) < 60 else text[:59] + "…"


def agreed(said: Iterable[PeriodMention]) -> tuple[PeriodMention, ...]:
    """Only what all other places say alike may complete a period."""
    said = list(said)
    quarters = {m.quarter for m in said if m.quarter}
    years = {m.year for m in said if m.year}
    quarter = quarters.pop() if len(quarters) == 1 else None
    year = years.pop() if len(years) == 1 else None
    return (PeriodMention(year, quarter),) if quarter or year else ()

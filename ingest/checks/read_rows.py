"""The body of one table to records: typed values with their cells, and findings about them.

A row of a table with quarters side by side gives a record a quarter; each quarter's columns are
read together, and the records put in order afterwards.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

from ingest.cells.read_cells import Sheet, Value, address
from ingest.checks.day_of_names import newest_day
from ingest.checks.read_columns import ALIKE
from ingest.checks.read_records import Quarter, RecordBatch, Told
from ingest.checks.records import Records, in_order
from ingest.findings import Finding
from ingest.messages import finding
from ingest.reference import MERGER_DAY
from ingest.tables.find_tables import Table
from ingest.tables.follow_rows import Body, RowFacts
from ingest.tables.match_columns import HeaderColumn
from ingest.tables.read_preamble import has_footnotes
from ingest.values.read_numbers import Style
from ingest.values.read_periods import mentions
from ingest.values.read_values import Context

_NO_FACTS = RowFacts()


@dataclass(frozen=True, slots=True)
class TableContext:
    """What the cells of a table depend on.

    Attributes:
        period: quarter of the table; None when rows carry their own or a log has none.
        year: year named by title or sheet name.
        factor: đồng per unit of money columns without a unit of their own.
        style: how the file writes numbers.
        on: day on which commune names must hold.
        agency_commune: commune of the sending office and the cell that names it.
        required: columns that must hold a value.
        quarter: quarter of the title, for years of one quarter side by side.
        says_nil_in_words: an empty table is a log that nobody filled in, as in our blank forms,
            and not one that states "không phát sinh".
        district: former district whose office sent it; tells between former units of one name.
    """

    period: str | None
    year: int | None
    factor: int | None
    style: Style | None
    on: date | None
    agency_commune: tuple[str, str | None] | None
    required: frozenset[str]
    quarter: int | None = None
    says_nil_in_words: bool = False
    district: str | None = None


class RowReader:
    """Reads the detail rows of one table."""

    def __init__(self, sheet: Sheet, table: Table, context: TableContext, body: Body) -> None:
        self.sheet, self.table, self.context, self.body = sheet, table, context, body
        self.form = table.form
        self.findings: list[Finding] = []
        self.names_hold_on = context.on
        self.sums: dict[int, list[Any]] = {}
        self.factors = {c.index: self._factor(c) for c in table.matched}
        self.has_footnotes = has_footnotes(sheet)
        self.are_alike = {kind for shape in set(sheet.shapes) for kind in shape.types} <= ALIKE
        self.year_column = next((c.index for c in table.columns if c.kind == "year"), None)

    def cell_context(self, column: HeaderColumn) -> Context:
        """What the cells of a column depend on, year and section aside."""
        return Context(
            self.factors.get(column.index) or 1,
            self.context.style,
            self.names_hold_on,
            self.context.year,
            has_footnotes=self.has_footnotes,
        )

    def read(self, rows: Sequence[int]) -> Records:
        """Records of the detail rows (from 0, rising); what was found stands in ``findings``."""
        self.rows = list(rows)
        lines = [self.sheet.grid[row] for row in self.rows]
        self.cells = list(zip_longest(*lines))
        self.facts = [self.body.facts.get(row, _NO_FACTS) for row in self.rows]
        self.years = self._years()
        self.names_hold_on = self.context.on or self._day_of_names()
        if self.context.district:  # nobody but itself wrote it, and not after its end
            self.names_hold_on = self.names_hold_on or MERGER_DAY - timedelta(days=1)
        said: list[Told] = []
        if not self.table.is_wide:
            batch = RecordBatch(self, range(len(self.rows)), 0)
            records = batch.read(self.table.matched, None, said)
        else:
            records = self._read_wide(said)
        said.sort(key=lambda item: item[0])
        self.findings.extend(item for _, item in said)
        return records

    def _day_of_names(self) -> date | None:
        stated = next((c.index for c in self.table.matched if c.name == "period"), None)
        return newest_day(
            self.table.matched,
            self.facts,
            self.years,
            [] if stated is None else self.column(stated, range(len(self.rows))),
            self.context.quarter,
            self.form.calendar,
        )

    def column(self, index: int, places: Sequence[int]) -> list[Value]:
        """Cells of a sheet column in some of the rows, by their place among the rows read."""
        if index >= len(self.cells):
            return [None] * len(places)
        cells = self.cells[index]
        return [*cells] if len(places) == len(cells) else [cells[place] for place in places]

    def values_of(self, index: int, rows: Sequence[int]) -> list[Any]:
        """Values read from a sheet column in some of the detail rows, rising; for sums."""
        values = self.sums.get(index)
        if values is None:
            return [None] * len(rows)
        if len(rows) == len(self.rows):
            return values
        place = {row: n for n, row in enumerate(self.rows)}
        return [values[place[row]] for row in rows]

    def _cell(self, place: int, index: int) -> Value:
        return self.cells[index][place] if index < len(self.cells) else None

    def _read_wide(self, said: list[Told]) -> Records:
        shared = [c for c in self.table.matched if not (c.quarter or c.year)]
        quarters: dict[Quarter, list[HeaderColumn]] = {}
        for column in self.table.matched:
            if column.quarter or column.year:
                key = column.year, column.quarter or self.context.quarter
                quarters.setdefault(key, []).append(column)
        seen: set[int] = set()
        batches = []
        for number, (quarter, columns) in enumerate(quarters.items()):
            # a quarter that has not come yet stands empty beside the others
            places = [
                place
                for place in range(len(self.rows))
                if any(self._cell(place, c.index) is not None for c in columns)
            ]
            batch = RecordBatch(self, places, number, seen)
            batches.append((places, batch.read([*shared, *columns], quarter, said)))
            seen = seen | set(places)
        for place, row in enumerate(self.rows):
            if place not in seen:
                cell = address(row, self.table.matched[0].index)
                empty = finding(
                    "blank_mandatory", sheet=self.sheet.name, cell=cell, column="số liệu các quý"
                )
                said.append(((place, 0, 0, 0), empty))
        return in_order(batches)

    def _years(self) -> list[int | None]:
        """Year of each row: its year column's, written once for rows below, else the table's."""
        if self.year_column is None:
            return [self.context.year] * len(self.rows)
        by_row: dict[int, int | None] = {}
        year = None
        for row in range(self.table.body, max(self.rows, default=-1) + 1):
            value = self.sheet.at(row, self.year_column)
            if value is not None:
                text = str(int(value)) if isinstance(value, float) else str(value)
                found = [mention.year for mention in mentions(text) if mention.year]
                year = found[0] if len(found) == 1 else None
            by_row[row] = year
        return [by_row[row] or self.context.year for row in self.rows]

    def _factor(self, column: HeaderColumn) -> int | None:
        if self.form.columns[str(column.name)].type != "money":
            return 1
        return column.factor or self.context.factor

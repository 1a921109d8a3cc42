"""The body of one table to records: typed values with their cells, and findings about them."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ingest.cell_findings import cell_findings, rejects
from ingest.complete_records import complete_record
from ingest.contract import NUMBERS, Column
from ingest.find_tables import Table
from ingest.findings import Finding
from ingest.fold_text import nfc
from ingest.follow_rows import Body, RowFacts
from ingest.match_columns import HeaderColumn, labels_of
from ingest.messages import finding
from ingest.read_cells import Sheet, Value, address
from ingest.read_numbers import Style
from ingest.read_periods import mentions
from ingest.read_preamble import has_footnotes
from ingest.read_values import Context, Reading, read_value
from ingest.settle_period import is_in_calendar

# A merged cell states these for all its rows; a number it states once.
_CARRIED_DOWN = (
    "commune",
    "period",
    "text",
    "unit",
    "tax_code",
    "code",
    "codes",
    "date",
    "datetime",
)


@dataclass(slots=True)
class Record:
    """One accepted or rejected result of one sheet row.

    Attributes:
        row: sheet row, from 1.
        values: column to typed value, personal columns left out.
        cells: column to address.
        states: column to the state in which the cell was found.
        identity: everything the row says, personal texts too, to recognise exact copies; it never
            leaves this process.
        names: column to the text as written, for messages.
    """

    row: int
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    identity: tuple[Any, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    rejected: bool = False


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
    """

    period: str | None
    year: int | None
    factor: int | None
    style: Style | None
    on: date | None
    agency_commune: tuple[str, str | None] | None
    required: frozenset[str]
    quarter: int | None = None


class RowReader:
    """Reads the detail rows of one table."""

    def __init__(self, sheet: Sheet, table: Table, context: TableContext, body: Body) -> None:
        self.sheet, self.table, self.context, self.body = sheet, table, context, body
        self.form = table.form
        self.findings: list[Finding] = []
        self.merged_down = self._merged_down()
        self.factors = {c.index: self._factor(c) for c in table.matched}
        self.year_column = next((c.index for c in table.columns if c.kind == "year"), None)
        self.year: int | None = context.year
        self.facts = RowFacts()
        self.has_footnotes = has_footnotes(sheet)

    def cell_context(self, column: HeaderColumn) -> Context:
        """What the cells of a column depend on."""
        return Context(
            self.factors.get(column.index) or 1,
            self.context.style,
            self.context.on,
            self.year,
            self.facts.hint,
            self.has_footnotes,
        )

    def read(self, row: int) -> list[Record]:
        """Records of one detail row (from 0): one, or one a quarter in a wide table."""
        self.facts = self.body.facts.get(row, RowFacts())
        self.year = self._year_of(row) or self.context.year
        if not self.table.is_wide:
            return [self._record(row, self.table.matched, None)]
        shared = [c for c in self.table.matched if not (c.quarter or c.year)]
        quarters: dict[tuple[int | None, int | None], list[HeaderColumn]] = {}
        for column in self.table.matched:
            if column.quarter or column.year:
                key = column.year, column.quarter or self.context.quarter
                quarters.setdefault(key, []).append(column)
        records = []
        for (year, quarter), columns in quarters.items():
            if all(self.sheet.at(row, c.index) is None for c in columns):
                continue  # a quarter that has not come yet stands empty beside the others
            period = f"{year or self.year}Q{quarter}" if quarter else None
            records.append(self._record(row, [*shared, *columns], period, first=not records))
        if not records:
            self._report_empty_row(row)
        return records

    def _report_empty_row(self, row: int) -> None:
        cell = address(row, self.table.matched[0].index)
        self.findings.append(
            finding("blank_mandatory", sheet=self.sheet.name, cell=cell, column="số liệu các quý")
        )

    def _year_of(self, row: int) -> int | None:
        """Year in the row's own year column, written once for merged rows or rows below."""
        if self.year_column is None:
            return None
        while row >= self.table.body:
            value = self.sheet.at(row, self.year_column)
            if value is not None:
                text = str(int(value)) if isinstance(value, float) else str(value)
                found = [mention.year for mention in mentions(text) if mention.year]
                return found[0] if len(found) == 1 else None
            row -= 1
        return None

    def _record(
        self, row: int, columns: list[HeaderColumn], period: str | None, first: bool = True
    ) -> Record:
        record = Record(row + 1)
        identity: list[Any] = [period]
        for column in columns:
            name = str(column.name)
            contract = self.form.columns[name]
            raw, at = self._raw(row, column.index, name)
            is_own = column.quarter or column.year
            reading = self._read(raw, at, column, contract, report=first or is_own)
            if reading.problem and contract.is_personal:
                reading = Reading(None, reading.state)
            identity.append(reading.value if reading.problem is None else raw)
            if contract.is_personal:
                continue
            self._keep(record, name, raw, at, reading)
        if self.facts.plan_row is not None:
            self._fill_plan(record, columns, self.facts.plan_row)
        if period:
            record.values["period"] = period
        complete_record(record, self.form)
        self._fill_period(record)
        self._check_period(record, columns)
        self._fill_commune(record)
        self._check_required(record)
        record.identity = (*identity, record.values.get("period"), record.values.get("commune"))
        return record

    def _keep(self, record: Record, name: str, raw: Value, at: str, reading: Reading) -> None:
        record.values[name] = reading.value
        record.cells[name] = at
        record.states[name] = reading.state
        if type(raw) is str:
            record.names[name] = nfc(raw)
        if reading.problem and rejects(reading.problem, self.form.columns[name]):
            record.rejected = True

    def _read(
        self, raw: Value, at: str, column: HeaderColumn, contract: Column, report: object
    ) -> Reading:
        reading = read_value(raw, contract, self.cell_context(column))
        if report:
            where = self.sheet.name, at
            self.findings.extend(cell_findings(reading, raw, where, column, contract))
        return reading

    def _check_required(self, record: Record) -> None:
        for name, contract in self.form.columns.items():
            if contract.is_personal or record.values.get(name) is not None:
                continue
            state = record.states.get(name)
            where = {"sheet": self.sheet.name, "cell": record.cells.get(name)}
            label = self.table.label(name)
            is_key = name in self.form.one_row_per or contract.type not in (*NUMBERS, "flag")
            if name in self.context.required and is_key and state in ("blank", "dash", "ellipsis"):
                record.rejected = True
                self.findings.append(
                    finding("blank_required", **where, column=label, means=contract.means)
                )
            elif name in self.context.required and state == "blank":
                self.findings.append(finding("blank_mandatory", **where, column=label))

    def _fill_plan(self, record: Record, columns: list[HeaderColumn], row: int) -> None:
        """The plan that a row of its own states, where the form has a column for it."""
        for column in columns:
            name = labels_of(self.form).plan_of.get(str(column.name))
            if name is None or name in record.cells:
                continue
            raw, at = self.sheet.at(row, column.index), address(row, column.index)
            reading = self._read(raw, at, column, self.form.columns[name], report=True)
            self._keep(record, name, raw, at, reading)

    def _fill_period(self, record: Record) -> None:
        """The quarter of the section above, or of the key cell, where no column states it."""
        if self.facts.quarter is None or record.values.get("period") or not self.facts.quarter_at:
            return
        if "period" not in self.form.columns or "period" in record.cells:
            return
        quarter = self.facts.quarter
        record.values["period"] = f"{quarter.year or self.year}Q{quarter.quarter}"
        record.cells["period"] = address(*self.facts.quarter_at)
        record.states["period"] = "value"

    def _check_period(self, record: Record, columns: list[HeaderColumn]) -> None:
        """A quarter of a row or column must be one of the reporting calendar."""
        period = record.values.get("period")
        if period is None or is_in_calendar(period, self.form.calendar):
            return
        of_quarter = next((c for c in columns if c.quarter or c.year), columns[0])
        cell = record.cells.get("period") or address(self.table.top, of_quarter.index)
        record.values["period"] = None
        record.rejected = True
        self.findings.append(
            finding("period_outside", sheet=self.sheet.name, cell=cell, found=period)
        )

    def _fill_commune(self, record: Record) -> None:
        contract = self.form.columns.get("commune")
        if contract is None or "commune" in record.cells:
            return
        if self.facts.commune_at:
            raw, at = self.sheet.at(*self.facts.commune_at), address(*self.facts.commune_at)
            reading = read_value(raw, contract, Context(on=self.context.on, hint=self.facts.hint))
            self._keep(record, "commune", raw, at, reading)
        elif contract.default == "agency" and self.context.agency_commune:
            code, cell = self.context.agency_commune
            record.values["commune"] = code
            if cell:  # a commune stated with the file stands in no cell
                record.cells["commune"] = cell
            record.states["commune"] = "value"

    def _raw(self, row: int, column: int, name: str) -> tuple[Value, str]:
        value = self.sheet.at(row, column)
        if name == "commune" and self.facts.commune_at:
            if value is None or (row, column) in (self.facts.quarter_at, self.facts.label_at):
                return self.sheet.at(*self.facts.commune_at), address(*self.facts.commune_at)
        elif value is None and self.form.columns[name].type in _CARRIED_DOWN:
            anchor = self.merged_down.get((row, column))
            if anchor is not None:
                return self.sheet.at(anchor, column), address(anchor, column)
        return value, address(row, column)

    def _merged_down(self) -> dict[tuple[int, int], int]:
        found = {}
        for top, left, bottom, right in self.sheet.merges:
            if left == right and bottom > top >= self.table.body:
                found.update({(row, left): top for row in range(top + 1, bottom + 1)})
        return found

    def _factor(self, column: HeaderColumn) -> int | None:
        if self.form.columns[str(column.name)].type != "money":
            return 1
        return column.factor or self.context.factor

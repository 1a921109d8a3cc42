"""Records of some rows of a table, read a column at a time."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ingest.cells.read_cells import Value, address, column_letters
from ingest.checks.cell_findings import rejects
from ingest.checks.complete_records import complete_records
from ingest.checks.read_columns import read_column
from ingest.checks.records import Records
from ingest.checks.table_rows import TableColumn
from ingest.communes.match_communes import match_commune
from ingest.contracts.contract import NUMBERS
from ingest.findings import Finding
from ingest.messages import finding
from ingest.tables.match_columns import HeaderColumn, labels_of
from ingest.tables.settle_period import is_in_calendar
from ingest.values.fold_text import nfc
from ingest.values.read_values import Context, read_value

if TYPE_CHECKING:
    from ingest.checks.read_rows import RowReader

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
Quarter = tuple[int | None, int | None]
# place among the rows, quarter's columns, step and column: findings stand in this order
Told = tuple[tuple[int, int, int, int], Finding]


class RecordBatch:
    """Records of some rows of a table, one a row."""

    def __init__(
        self, reader: "RowReader", places: Sequence[int], number: int, told: set[int] | None = None
    ) -> None:
        self.reader, self.sheet, self.table = reader, reader.sheet, reader.table
        self.form, self.context = reader.form, reader.context
        self.places, self.number, self.told = places, number, told or set()
        self.rows = [reader.rows[place] for place in places]
        self.facts = [reader.facts[place] for place in places]
        self.years = [reader.years[place] for place in places]
        self.hints = [self._hint(fact.hint) for fact in self.facts]
        self.placed = list(zip(self.years, self.hints, strict=True))
        self.places_differ = [*dict.fromkeys(self.placed)]
        self.merged = self._merged_down()
        self.records = Records([row + 1 for row in self.rows])
        self.said: list[Told] = []
        self.identity: list[Sequence[Any]] = []

    def read(
        self, columns: list[HeaderColumn], quarter: Quarter | None, said: list[Told]
    ) -> Records:
        """Read the columns; findings are added to ``said`` with their place in the table."""
        self.said = said
        periods = self._periods(quarter)
        self.identity.append(periods)
        for number, column in enumerate(columns):
            self._read_column(number, column)
        self._fill_plans(columns)
        if quarter and quarter[1]:
            self._own_column("period").restate(periods)
        complete_records(self.records, self.form)
        self._fill_period()
        self._check_period(columns)
        self._fill_commune()
        self._check_required()
        records = self.records
        self.identity += [records.values("period"), records.values("commune")]
        records.identities = list(zip(*self.identity, strict=True))
        return records

    def _periods(self, quarter: Quarter | None) -> list[str | None]:
        if not quarter or not quarter[1]:
            return [None] * len(self.rows)
        return [f"{quarter[0] or year}Q{quarter[1]}" for year in self.years]

    def _hint(self, above: str | None) -> str | None:
        """What tells between communes of one name: the section, and whose office the sender is."""
        district = self.context.district
        return f"{above}; {district}" if above and district else above or district

    def _own_column(self, name: str) -> TableColumn:
        """A column of the records; one that the table does not have comes to be, empty."""
        count = len(self.rows)
        empty = TableColumn([None] * count, [None] * count)
        return self.records.columns.setdefault(name, empty)

    def _read_column(self, number: int, column: HeaderColumn) -> None:
        name, index = str(column.name), column.index
        contract = self.form.columns[name]
        raws: list[Value] = self.reader.column(index, self.places)
        moved = self._carry(name, index, raws)
        alike = self.reader.are_alike
        read = read_column(raws, self._contexts(column), column, contract, are_alike=alike)
        self.identity.append(read.said)
        if contract.type == "commune":
            self.identity.append(self._units(raws))
        own = column.quarter or column.year
        letters = column_letters(index)
        for place, item in read.findings:
            if own or self.places[place] not in self.told:
                cell = moved.get(place) or f"{letters}{self.rows[place] + 1}"
                item = replace(item, sheet=self.sheet.name, cell=cell)
                self._say(place, 0, number, item)
        if contract.is_personal:
            return
        told = TableColumn(read.values, read.states, letters, moved, read.coded)
        self.records.columns[name] = told
        self.records.raws[name] = raws
        self.records.rejected.update(read.wrong)
        self._keep_sums(index, read.values)

    def _units(self, raws: list[Value]) -> list[str | None]:
        """The unit that each cell names: two former ones of one commune say different things."""
        on = self.reader.names_hold_on
        named = {
            key: match_commune(nfc(key[0]), on=on, context=key[1]).matched_name
            for key in dict.fromkeys(zip(raws, self.hints, strict=True))
            if type(key[0]) is str
        }
        return [named.get(key) for key in zip(raws, self.hints, strict=True)]

    def _keep_sums(self, index: int, values: list[Any]) -> None:
        """Values by sheet column and detail row, to be added up."""
        if len(values) == len(self.reader.rows):
            self.reader.sums[index] = values
            return
        sums = self.reader.sums.setdefault(index, [None] * len(self.reader.rows))
        for place, value in zip(self.places, values, strict=True):
            sums[place] = value

    def _contexts(self, column: HeaderColumn) -> list[Context]:
        """The context of each cell, or one for all."""
        general = self.reader.cell_context(column)
        made = {key: replace(general, year=key[0], hint=key[1]) for key in self.places_differ}
        if len(made) < 2:
            return [*made.values()] or [general]
        return [made[key] for key in self.placed]

    def _say(self, place: int, stage: int, number: int, item: Finding) -> None:
        """Findings stand by row, then by record, by step and by column."""
        self.said.append(((self.places[place], self.number, stage, number), item))

    def _carry(self, name: str, index: int, raws: list[Value]) -> dict[int, str | None]:
        """Put in what cells above state for these; returns the addresses of what was put in."""
        moved: dict[int, str | None] = {}
        if name == "commune":
            for place, fact in enumerate(self.facts):
                if not fact.commune_at:
                    continue
                here = self.rows[place], index
                if raws[place] is None or here in (fact.quarter_at, fact.label_at):
                    raws[place] = self.sheet.at(*fact.commune_at)
                    moved[place] = address(*fact.commune_at)
        anchors = self.merged.get(index)
        if anchors and self.form.columns[name].type in _CARRIED_DOWN:
            for place, row in enumerate(self.rows):
                if raws[place] is None and row in anchors and place not in moved:
                    raws[place] = self.sheet.at(anchors[row], index)
                    moved[place] = address(anchors[row], index)
        return moved

    def _merged_down(self) -> dict[int, dict[int, int]]:
        """By column, the first row of the merged cell that each row belongs to."""
        found: dict[int, dict[int, int]] = {}
        for top, left, bottom, right in self.sheet.merges:
            if left == right and bottom > top >= self.table.body:
                found.setdefault(left, {}).update(dict.fromkeys(range(top + 1, bottom + 1), top))
        return found

    def _fill_plans(self, columns: list[HeaderColumn]) -> None:
        """The plan that a row of its own states, where the form has a column for it."""
        rows = [(place, f.plan_row) for place, f in enumerate(self.facts) if f.plan_row is not None]
        if not rows:
            return
        for number, column in enumerate(columns):
            name = labels_of(self.form).plan_of.get(str(column.name))
            if name is None or name in self.records.raws:
                continue
            contract = self.form.columns[name]
            cells = [self.sheet.at(row, column.index) for _, row in rows]
            read = read_column(cells, [self.reader.cell_context(column)], column, contract)
            letters, filled = column_letters(column.index), self._own_column(name)
            for nth, item in read.findings:
                place, row = rows[nth]
                cell = f"{letters}{row + 1}"
                item = replace(item, sheet=self.sheet.name, cell=cell)
                self._say(place, 0, len(columns) + number, item)
            for nth, (place, row) in enumerate(rows):
                filled.put(place, read.values[nth], read.states[nth], f"{letters}{row + 1}")
            self.records.rejected.update(rows[nth][0] for nth in read.wrong)

    def _check_required(self) -> None:
        for number, (name, contract) in enumerate(self.form.columns.items()):
            column = self.records.columns.get(name)
            if contract.is_personal or column is None or name not in self.context.required:
                continue
            is_key = name in self.form.one_row_per or contract.type not in (*NUMBERS, "flag")
            label = self.table.label(name)
            for place, value in enumerate(column.values):
                if value is not None:
                    continue
                state, cell = column.states[place], self.records.cell(name, place)
                where = {"sheet": self.sheet.name, "cell": cell, "column": label}
                if is_key and state in ("blank", "dash", "ellipsis"):
                    self.records.rejected.add(place)
                    item = finding("blank_required", **where, means=contract.means)
                    self._say(place, 2, number, item)
                elif state == "blank":
                    self._say(place, 2, number, finding("blank_mandatory", **where))

    def _fill_period(self) -> None:
        """The quarter of the section above, or of the key cell, where no column states it."""
        known = self.records.columns.get("period")
        if "period" not in self.form.columns or (known and known.letters):
            return
        for place, fact in enumerate(self.facts):
            if fact.quarter is None or not fact.quarter_at or (known and known.values[place]):
                continue
            period = f"{fact.quarter.year or self.years[place]}Q{fact.quarter.quarter}"
            cell = address(*fact.quarter_at)
            self._own_column("period").put(place, period, "value", cell)

    def _check_period(self, columns: list[HeaderColumn]) -> None:
        """A quarter of a row or column must be one of the reporting calendar."""
        column = self.records.columns.get("period")
        if column is None:
            return
        calendar = self.form.calendar
        stated = {value for value in column.values if value is not None}
        outside = {period for period in stated if not is_in_calendar(period, calendar)}
        if not outside:
            return
        of_quarter = next((c for c in columns if c.quarter or c.year), columns[0])
        column.restate([*column.values])
        for place, period in enumerate(column.values):
            if period in outside:
                cell = self.records.cell("period", place)
                cell = cell or address(self.table.top, of_quarter.index)
                column.values[place] = None
                self.records.rejected.add(place)
                item = finding("period_outside", sheet=self.sheet.name, cell=cell, found=period)
                self._say(place, 1, 0, item)

    def _fill_commune(self) -> None:
        contract = self.form.columns.get("commune")
        if contract is None or "commune" in self.records.columns:
            return
        above = [place for place, fact in enumerate(self.facts) if fact.commune_at]
        if above:
            self._take_communes(above)
        if contract.default == "agency" and self.context.agency_commune:
            code, cell = self.context.agency_commune
            for place in range(len(self.rows)):
                if not self.facts[place].commune_at:
                    self._own_column("commune").put(place, code, "value", cell)

    def _take_communes(self, places: list[int]) -> None:
        """The commune that a section row or a key cell above names."""
        contract, column = self.form.columns["commune"], self._own_column("commune")
        raws = self.records.raws.setdefault("commune", [None] * len(self.rows))
        for place in places:
            fact = self.facts[place]
            assert fact.commune_at
            raws[place] = self.sheet.at(*fact.commune_at)
            where = Context(on=self.reader.names_hold_on, hint=self.hints[place])
            reading = read_value(raws[place], contract, where)
            column.put(place, reading.value, reading.state, address(*fact.commune_at))
            if reading.problem and rejects(reading.problem, contract):
                self.records.rejected.add(place)

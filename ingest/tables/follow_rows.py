"""What a row takes from the rows above it: the section's quarter, its commune, its kind of unit.

An office writes a commune once and its quarters below it, or a quarter once and the communes below;
what a reader's eye carries down, this module carries down, and nothing else.
"""

from dataclasses import dataclass, replace

from ingest.cells.read_cells import Sheet, Value
from ingest.communes.match_communes import match_commune
from ingest.tables.classify_rows import Kind, RowClassifier, is_outline
from ingest.tables.district_rows import tell_district_rows
from ingest.tables.find_tables import Table
from ingest.values.fold_text import nfc
from ingest.values.read_periods import PeriodMention, mentions

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What stands above a detail row; rows and columns count from 0.

    Attributes:
        commune_at: the cell that names the row's commune, when not its own.
        quarter: quarter named by a section row or by the row's key cell.
        quarter_at: the cell that names it.
        hint: the section's text, which tells a phường from a xã.
        label_at: the row's key cell where it says "Thực hiện" and no name.
        plan_row: the row that states the plan of what this row states.
    """

    commune_at: Place | None = None
    quarter: PeriodMention | None = None
    quarter_at: Place | None = None
    hint: str | None = None
    label_at: Place | None = None
    plan_row: int | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of a table with their kinds, and what detail rows take from above.

    `districts` are the detail rows that stand for a whole district, beside others.
    """

    kinds: dict[int, Kind]
    facts: dict[int, RowFacts]
    districts: frozenset[int] = frozenset()

    @property
    def rows_carry_period(self) -> bool:
        """Whether every detail row stands under a quarter of its own."""
        return bool(self.facts) and all(fact.quarter for fact in self.facts.values())

    @property
    def rows_carry_commune(self) -> bool:
        """Whether every detail row stands under a commune."""
        return bool(self.facts) and all(fact.commune_at for fact in self.facts.values())


def read_body(sheet: Sheet, table: Table) -> Body:
    """Classify the rows of a table and follow its sections."""
    classifier = RowClassifier(sheet, table)
    table.columns = [
        replace(c, kind="passed_over", reason="loại số liệu")
        if c.index == classifier.measure_at and c.kind == "unknown"
        else c
        for c in table.columns
    ]
    kinds = classifier.classify()
    districts = tell_district_rows(sheet, classifier, kinds)
    return Body(kinds, _Follower(sheet, table, classifier).follow(kinds), districts)


class _Follower:
    """Walks down the rows of one table."""

    def __init__(self, sheet: Sheet, table: Table, classifier: RowClassifier) -> None:
        self.sheet, self.table, self.classifier = sheet, table, classifier
        names = table.names
        self.is_summary = table.form.kind == "summary"
        # a commune is written once only where something else tells its rows apart
        self.carries_commune = (
            "period" in names
            or any(c.kind == "year" for c in table.columns)
            or classifier.measure_at is not None
        )
        self.column = classifier.columns.get("commune")
        self.merged_down = {
            (row, left): top
            for top, left, bottom, right in sheet.merges
            if left == right and bottom > top >= table.body
            for row in range(top + 1, bottom + 1)
        }
        self.commune_at: Place | None = None
        self.own_commune_at: Place | None = None
        self.quarter: PeriodMention | None = None
        self.quarter_at: Place | None = None
        self.hint: str | None = None
        # most rows of a list take nothing, or a hint, from above
        self.plain: dict[str | None, RowFacts] = {}

    def follow(self, kinds: dict[int, Kind]) -> dict[int, RowFacts]:
        facts: dict[int, RowFacts] = {}
        plans: dict[Value, int] = {}
        named = set() if self.is_summary else self._rows_with_commune()
        for row, kind in kinds.items():
            if kind == "detail" and row in named:
                facts[row] = self._named_fact(row)
            elif kind == "section":
                self._enter_section(row)
            elif kind in ("detail", "other_period", "hidden", "plan"):
                found = self._facts(row)
                if kind == "detail":
                    facts[row] = found
                elif kind == "plan":
                    plans.setdefault(self._name_of(row, found), row)
            elif kind in ("total", "subtotal"):
                self.own_commune_at = None
        if plans:
            for row, found in facts.items():
                plan_row = plans.get(self._name_of(row, found))
                facts[row] = replace(found, plan_row=plan_row)
        return facts

    def _name_of(self, row: int, found: RowFacts) -> Value:
        """The commune of a row as written, None where the table names none."""
        if found.commune_at:
            return self.sheet.at(*found.commune_at)
        return self.sheet.at(row, self.column.index) if self.column else None

    def _enter_section(self, row: int) -> None:
        for column, value in enumerate(self.sheet.grid[row]):
            if type(value) is not str or is_outline(value):
                continue
            named = [mention for mention in mentions(value) if mention.quarter]
            self.own_commune_at = None
            if len(named) == 1:
                self.quarter, self.quarter_at = named[0], (row, column)
            elif match_commune(nfc(value)).status == "matched":
                self.commune_at = row, column
            else:
                self.commune_at, self.hint = None, nfc(value)
            return

    def _facts(self, row: int) -> RowFacts:
        quarter, quarter_at = (self.quarter, self.quarter_at) if self.is_summary else (None, None)
        commune_at = self.commune_at
        own = self.sheet.at(row, self.column.index) if self.column else None
        if self.column and self.is_summary and self.classifier.names_quarter(row):
            quarter, quarter_at = mentions(str(own))[0], (row, self.column.index)
        elif self.column and own is not None and self._is_measure(row):
            return RowFacts(commune_at, quarter, quarter_at, self.hint, (row, self.column.index))
        elif self.column and own is not None:
            named, commune_at = self._named_fact(row), None
            if quarter is None:
                return named
        elif self.column:
            merged = self.merged_down.get((row, self.column.index))
            if merged is not None:
                commune_at = merged, self.column.index
            elif self.carries_commune and self.own_commune_at:
                commune_at = self.own_commune_at
        return RowFacts(commune_at, quarter, quarter_at, self.hint)

    def _rows_with_commune(self) -> set[int]:
        """Rows whose own cell names a commune."""
        if self.column is None:
            return set()
        at = self.column.index
        cells = ((row, self.sheet.grid[row]) for row in self.table.body_rows)
        return {row for row, own in cells if at < len(own) and own[at] is not None}

    def _named_fact(self, row: int) -> RowFacts:
        """What a row that names its commune takes from above: a hint at most."""
        assert self.column
        self.own_commune_at = row, self.column.index
        if self.hint not in self.plain:
            self.plain[self.hint] = RowFacts(hint=self.hint)
        return self.plain[self.hint]

    def _is_measure(self, row: int) -> bool:
        """Whether the key cell of a row says what the row states, and not of whom."""
        return (
            self.column is not None
            and self.column.index == self.classifier.measure_at
            and self.classifier.measure(row) is not None
        )

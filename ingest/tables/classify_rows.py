"""What each row of a table's body is: a detail row, or one of the kinds that are never summed."""

import re
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal

from ingest.cells.read_cells import Sheet, Value
from ingest.communes.match_communes import match_commune
from ingest.tables.find_tables import Table
from ingest.tables.match_columns import HeaderColumn
from ingest.tables.measures import Measure, measure_of
from ingest.tables.plain_rows import is_entry, plain_details
from ingest.tables.read_headers import is_numbering, is_unit_row
from ingest.values.fold_text import fold, nfc
from ingest.values.read_periods import mentions, names_month, without_quarter
from ingest.values.vocabulary import both_spellings, expand, vocabulary

Kind = Literal[
    "detail",
    "blank",
    "numbering",
    "header",
    "section",
    "total",
    "subtotal",
    "subset",
    "other_period",
    "year_to_date",
    "last_year",
    "plan",
    "note",
    "nil",
    "hidden",
]
_OUTLINE = re.compile(r"^(?:[IVX]{1,5}|[A-HĐ]|[IVX]{1,4}\.\d{1,2})[.)]?$")
_LABEL_KINDS: tuple[Kind, ...] = (
    "total",
    "subtotal",
    "subset",
    "year_to_date",
    "last_year",
    "note",
)
_MEASURE_SAMPLE = 60  # rows among which the column of measures shows itself
_MEASURE_KINDS: dict[Measure, Kind] = {
    "done": "detail",
    "plan": "plan",
    "year_to_date": "year_to_date",
    "last_year": "last_year",
    "share": "other_period",
}
_BULLET = re.compile(r"^[-+*•]\s*\w")
NUMBER_LABELS = ("stt", "tt", "số tt", "số thứ tự", "so tt", "so thu tu")


class RowClassifier:
    """Classifies the rows of one table."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        self.sheet, self.table = sheet, table
        self.columns: dict[str, HeaderColumn] = {}
        for column in table.matched:
            self.columns.setdefault(str(column.name), column)
        self.is_summary = table.form.kind == "summary"
        self.key = (
            self.columns.get(table.form.key_column)
            if self.is_summary
            else (
                self.columns.get("employer")
                or self.columns.get("case_no")
                or self.columns.get(table.form.key_column)
            )
        )
        self.number_column = next(
            (c.index for c in table.columns if c.path and expand(c.path[-1]) in NUMBER_LABELS),
            None,
        )
        self.measure_at = self._measure_column() if self.is_summary else None
        self.nil_phrases = both_spellings(table.form.nil_phrases)
        self.header_texts = {fold(part) for c in table.columns for part in c.path}

    def _measure_column(self) -> int | None:
        """The column that says "Kế hoạch", "Thực hiện" row by row; often the one of the names."""
        rows = self.table.body_rows[:_MEASURE_SAMPLE]
        for column in self.table.columns:
            is_key = self.key is not None and column.index == self.key.index
            if not is_key and column.kind not in ("unknown", "empty"):
                continue
            said = [
                measure_of(value)
                for row in rows
                if type(value := self.sheet.at(row, column.index)) is str
            ]
            if "done" in said and (is_key or None not in said):
                return column.index
        return None

    def measure(self, row: int) -> Measure | None:
        """What a row of figures states, where a column says so."""
        if self.measure_at is None:
            return None
        value = self.sheet.at(row, self.measure_at)
        return measure_of(value) if type(value) is str else None

    def classify(self) -> dict[int, Kind]:
        """Kind of each non-blank body row (from 0), in order."""
        plain = set() if self.is_summary else plain_details(self)
        kinds = {row: "detail" if row in plain else self.kind(row) for row in self.table.body_rows}
        kinds = {row: kind for row, kind in kinds.items() if kind != "blank"}
        if self.measure_at is not None:
            self._follow_totals(kinds)
        if self.is_summary and self.key and "period" not in self.columns:
            self._find_communes_over_quarters(kinds)
        return kinds

    def _follow_totals(self, kinds: dict[int, Kind]) -> None:
        """A total has as many rows as a commune: all of them are of the total."""
        owner: Kind | None = None
        for row, kind in kinds.items():
            cells = self.sheet.grid[row]
            last = max(self.key.index if self.key else 1, 1)
            texts = [
                value
                for column, value in enumerate(cells[: last + 1])
                if type(value) is str and column != self.measure_at
            ]
            if texts:
                owner = self._label_of(texts)
            if owner in ("total", "subtotal") and kind == "detail":
                kinds[row] = owner

    def _find_communes_over_quarters(self, kinds: dict[int, Kind]) -> None:
        """Where quarters stand below each commune, the commune's own row sums them up."""
        rows = [row for row in kinds if self._cell(self.sheet.grid[row], self.key) is not None]
        if not rows or self.names_quarter(rows[0]):
            return  # communes below each quarter
        for row, below in pairwise(rows):
            if (
                kinds[row] == "detail"
                and self.names_quarter(below)
                and self._values(self.sheet.grid[below])
                and not self.names_quarter(row)
            ):
                kinds[row] = "section"
        over_quarters = False
        for row in rows:
            if self.names_quarter(row):
                if over_quarters and self._values(self.sheet.grid[row]):
                    kinds[row] = "detail"
            elif kinds[row] == "section":
                over_quarters = self._names_commune(row)

    def names_quarter(self, row: int) -> bool:
        """Whether the key cell of a row is a quarter: "Quý I" where a commune usually stands."""
        value = self._cell(self.sheet.grid[row], self.key)
        return type(value) is str and len(value) < 40 and _is_quarter(value)

    def _names_commune(self, row: int) -> bool:
        value = self._cell(self.sheet.grid[row], self.key)
        return value is not None and match_commune(nfc(str(value))).status == "matched"

    def kind(self, row: int) -> Kind:
        """The kind of one body row (from 0)."""
        cells = self.sheet.grid[row]
        filled = [value for value in cells if value is not None]
        if not filled:
            return "blank"
        if row in self.sheet.hidden_rows:
            return "hidden"
        if is_numbering(cells):
            return "numbering"
        if self._repeats_header(row, cells):
            return "header"
        if self._sums_up_year(cells):
            return "other_period"
        if measure := self.measure(row):
            return _MEASURE_KINDS[measure] if self._values(cells) else "note"
        if label := self._label_kind(cells):
            return label
        if all(type(v) is str and nfc(v) in vocabulary().dashes for v in filled):
            return "nil"
        return self._detail_or_section(cells, filled)

    def _sums_up_year(self, cells: Sequence[Value]) -> bool:
        value = self._cell(cells, self.columns.get("period"))
        if type(value) is not str:
            return False
        text = fold(value)
        if names_month(value):
            return self._has_quarter_rows  # the months of a quarter that stands there as well
        return text in vocabulary().year_rows or (
            text.startswith(("năm ", "nam ")) and not any(m.quarter for m in mentions(value))
        )

    @cached_property
    def _has_quarter_rows(self) -> bool:
        column = self.columns.get("period")
        cells = (self._cell(self.sheet.grid[row], column) for row in self.table.body_rows)
        return any(type(v) is str and any(m.quarter for m in mentions(v)) for v in cells)

    def _label_kind(self, cells: Sequence[Value]) -> Kind | None:
        """Kind by the row's first texts: those up to the key column, and a lone text anywhere."""
        texts = [v for v in cells if type(v) is str]
        last = self.key.index if self.key else 1
        leading = [v for v in cells[: max(last + 1, 2)] if type(v) is str]
        numbers = sum(isinstance(v, int | float) for v in cells)
        leading = leading or (texts if len(texts) == 1 else [])
        if label := self._label_of(leading):
            return None if is_entry(self, cells, label) else label
        if (
            numbers <= 1
            and len(texts) <= 3
            and any(self._says_nil(fold(text)) for text in texts)
            and not self._is_known_key(cells)
        ):
            return "nil"
        return None

    @staticmethod
    def _label_of(texts: Sequence[str]) -> Kind | None:
        """Kind that the first of some texts to say one says."""
        rows = vocabulary().rows
        for text in texts:
            folded = fold(text)
            for kind in _LABEL_KINDS:
                if rows[kind].search(folded):
                    return kind
            if _BULLET.match(nfc(text)) and match_commune(text).status != "matched":
                return "subset"
        return None

    def _says_nil(self, folded: str) -> bool:
        return len(folded) > 5 and (
            bool(vocabulary().rows["nil"].search(folded))
            or any(phrase in folded for phrase in self.nil_phrases)
        )

    def _is_known_key(self, cells: Sequence[Value]) -> bool:
        value = self._cell(cells, self.key)
        if value is None:
            return False
        if self.is_summary:
            return match_commune(str(value)).status == "matched"
        return sum(self._cell(cells, c) is not None for c in self.columns.values()) >= 3

    def _repeats_header(self, row: int, cells: Sequence[Value]) -> bool:
        texts = [fold(v) for v in cells if type(v) is str]
        known = sum(text in self.header_texts for text in texts)
        filled = sum(v is not None for v in cells)
        if known >= 2 and known >= 0.8 * len(texts) and known >= 0.8 * filled:
            return True
        if known and known == filled and row > self.table.body:  # the second row of such a header
            return self._repeats_header(row - 1, self.sheet.grid[row - 1])
        return row > self.table.body and is_unit_row(self.sheet, row)

    def _detail_or_section(self, cells: Sequence[Value], filled: list[Value]) -> Kind:
        number = self._cell_at(cells, self.number_column)
        outline = isinstance(number, str) and is_outline(number)
        if self.is_summary:
            return self._summary_kind(cells, outline)
        named = [n for n, c in self.columns.items() if self._cell(cells, c) is not None]
        values = [name for name in named if name not in ("employer", "case_no")]
        if outline and len(filled) == 2:
            return "section"
        if outline and "commune" not in named and self.table.form.event_date not in named:
            return "section"
        if len(filled) == 1 or (not values and not isinstance(number, int | float)):
            return "section" if any(type(v) is str for v in filled) else "note"
        if not named:
            return "note"
        return "detail"

    def _summary_kind(self, cells: Sequence[Value], outline: bool) -> Kind:
        has_values = self._values(cells)
        if not self.key:
            return "detail" if has_values else "note"
        key = self._cell(cells, self.key)
        text = "" if key is None else nfc(str(key))
        if not text:
            return self._unnamed_kind(cells, has_values, outline)
        if match_commune(text).status == "matched":
            heads = outline or (self.key is not None and self.measure_at == self.key.index)
            return "section" if heads and not has_values else "detail"
        if outline or vocabulary().rows["section"].search(fold(text)):
            return "section"
        return "detail" if has_values else "section"

    def _unnamed_kind(self, cells: Sequence[Value], has_values: bool, outline: bool) -> Kind:
        """A row without a name in the key column; a section's text may stand left of it."""
        left = [v for v in cells[: self.key.index if self.key else 0] if type(v) is str]
        lone = [v for v in left if not is_outline(v) and len(fold(v)) > 2]
        if lone and (not has_values or vocabulary().rows["section"].search(fold(lone[0]))):
            return "section"
        return "detail" if has_values and not outline else "note"

    def _values(self, cells: Sequence[Value]) -> bool:
        return any(
            self._cell(cells, column) is not None
            for column in self.table.matched
            if column.name not in ("commune", "period")
        )

    def _cell(self, cells: Sequence[Value], column: HeaderColumn | None) -> Value:
        return self._cell_at(cells, column.index if column else None)

    @staticmethod
    def _cell_at(cells: Sequence[Value], index: int | None) -> Value:
        return cells[index] if index is not None and index < len(cells) else None


def is_outline(text: str) -> bool:
    """Whether a text is only the number of a section: I, II, A, B, I.1."""
    return bool(_OUTLINE.match(text.strip()))


def _is_quarter(text: str) -> bool:
    found = mentions(text)
    return len(found) == 1 and found[0].quarter is not None and not fold(without_quarter(text))

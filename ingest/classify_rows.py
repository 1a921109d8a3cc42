"""What each row of a table's body is: a detail row, or one of the kinds that are never summed."""

import re
from collections.abc import Sequence
from typing import Literal

from ingest.find_tables import Table, is_numbering
from ingest.fold_text import fold, nfc
from ingest.match_columns import HeaderColumn
from ingest.match_communes import match_commune
from ingest.read_cells import Sheet, Value
from ingest.vocabulary import vocabulary

Kind = Literal[
    "detail",
    "blank",
    "numbering",
    "header",
    "section",
    "total",
    "subtotal",
    "subset",
    "year_to_date",
    "last_year",
    "note",
    "nil",
    "hidden",
]
_ROMAN = re.compile(r"^[IVX]{1,5}\.?$")
_LETTER = re.compile(r"^[A-HĐ]\.?$")
_LABEL_KINDS: tuple[Kind, ...] = (
    "total",
    "subtotal",
    "subset",
    "year_to_date",
    "last_year",
    "note",
)
_BULLET = re.compile(r"^[-+*•]\s*\w")
_SECTION_WORDS = re.compile(
    r"^(các|khối|khu vực|nhóm|huyện|thị xã|thành phố|toàn|phần|loại|doanh nghiệp nhà nước"
    r"|doanh nghiệp fdi|trong khu|ngoài khu|[ivx]+ (các|khối|trong|ngoài|khu))( |$)"
)


class RowClassifier:
    """Classifies the rows of one table."""

    def __init__(self, sheet: Sheet, table: Table) -> None:
        self.sheet, self.table = sheet, table
        self.columns: dict[str, HeaderColumn] = {}
        for column in table.matched:
            self.columns.setdefault(str(column.name), column)
        self.key = (
            self.columns.get("commune")
            if table.form.kind == "summary"
            else (self.columns.get("employer") or self.columns.get("case_no"))
        )
        self.number_column = next(
            (
                c.index
                for c in table.columns
                if c.path and fold(c.path[-1]) in ("stt", "tt", "số tt", "số thứ tự")
            ),
            None,
        )
        self.header_texts = {fold(part) for c in table.columns for part in c.path}

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
        if self._repeats_header(cells):
            return "header"
        label = self._label_kind(cells)
        if label:
            return label
        return self._detail_or_section(row, cells, filled)

    def _label_kind(self, cells: Sequence[Value]) -> Kind | None:
        """Kind by the row's first texts: those up to the key column, and a lone text anywhere."""
        rows = vocabulary().rows
        texts = [v for v in cells if type(v) is str]
        last = self.key.index if self.key else 1
        leading = [v for v in cells[: max(last + 1, 2)] if type(v) is str]
        numbers = sum(isinstance(v, int | float) for v in cells)
        if len(texts) == 1 and not leading:
            leading = texts
        for text in leading:
            folded = fold(text)
            for kind in _LABEL_KINDS:
                if rows[kind].search(folded):
                    return kind
            if _BULLET.match(nfc(text)) and match_commune(text).status != "matched":
                return "subset"
        if (
            numbers <= 1
            and len(texts) <= 3
            and any(rows["nil"].search(fold(t)) and len(fold(t)) > 5 for t in texts)
            and not self._is_known_key(cells)
        ):
            return "nil"
        return None

    def _is_known_key(self, cells: Sequence[Value]) -> bool:
        value = self._cell(cells, self.key)
        if value is None:
            return False
        if self.table.form.kind == "summary":
            return match_commune(str(value)).status == "matched"
        return sum(self._cell(cells, c) is not None for c in self.columns.values()) >= 3

    def _repeats_header(self, cells: Sequence[Value]) -> bool:
        texts = [fold(v) for v in cells if type(v) is str]
        known = sum(text in self.header_texts for text in texts)
        return (
            known >= 2
            and known >= 0.8 * len(texts)
            and known >= 0.8 * sum(v is not None for v in cells)
        )

    def _detail_or_section(self, row: int, cells: Sequence[Value], filled: list[Value]) -> Kind:
        number = self._cell_at(cells, self.number_column)
        outline = isinstance(number, str) and bool(
            _ROMAN.match(number.strip()) or _LETTER.match(number.strip())
        )
        key = self._cell(cells, self.key)
        if self.table.form.kind == "summary":
            return self._summary_kind(cells, key, outline)
        named = [n for n, c in self.columns.items() if self._cell(cells, c) is not None]
        values = [name for name in named if name not in ("employer", "case_no")]
        if outline and "commune" not in named and self.table.form.event_date not in named:
            return "section"
        if len(filled) == 1 or (not values and not isinstance(number, int | float)):
            return "section" if any(type(v) is str for v in filled) else "note"
        if not named:
            return "note"
        return "detail"

    def _summary_kind(self, cells: Sequence[Value], key: Value, outline: bool) -> Kind:
        values = [
            self._cell(cells, column)
            for column in self.table.matched
            if column.name not in ("commune", "period")
        ]
        has_values = any(value is not None for value in values)
        text = "" if key is None else nfc(str(key))
        if not self.key:
            return "detail" if has_values else "note"
        if text and match_commune(text).status == "matched":
            return "detail"
        if not text:
            return "detail" if has_values and not outline else "note"
        if outline or _SECTION_WORDS.match(fold(text)):
            return "section"
        return "detail" if has_values else "section"

    def _cell(self, cells: Sequence[Value], column: HeaderColumn | None) -> Value:
        return self._cell_at(cells, column.index if column else None)

    @staticmethod
    def _cell_at(cells: Sequence[Value], index: int | None) -> Value:
        return cells[index] if index is not None and index < len(cells) else None

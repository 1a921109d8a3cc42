"""Stated totals against the sum of the rows they stand for; nothing is repaired."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import Any

from ingest.cells.read_cells import Sheet, address
from ingest.contracts.contract import Form
from ingest.findings import Finding
from ingest.messages import finding
from ingest.tables.classify_rows import Kind
from ingest.tables.find_tables import Table
from ingest.tables.match_columns import HeaderColumn
from ingest.values.read_values import Context, read_value

# a row below every sheet
_NEVER = 1 << 30
Scope = tuple[int, int]
_SUMS: tuple[Kind, ...] = ("total", "subtotal", "section")


class TotalComparison:
    """Compares the total, subtotal and section rows of one table with its detail rows."""

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        kinds: dict[int, Kind],
        details: list[int],
        values_of: Callable[[int, Sequence[int]], list[Any]],
        contexts: dict[int, Context],
        districts: frozenset[int] = frozenset(),
    ) -> None:
        self.sheet, self.table, self.kinds, self.details = sheet, table, kinds, details
        self.values_of = values_of
        self.values: dict[int, list[Any]] = {}
        sums = {row for row, kind in kinds.items() if kind in _SUMS}
        self.marks = sorted(sums | districts)
        self.form: Form = table.form
        self.contexts = contexts
        self.findings: list[Finding] = []
        self.columns = [
            c for c in table.matched if self.form.columns[str(c.name)].adds_up != "never"
        ]

    def run(self) -> list[dict[str, Any]]:
        """Compare every stated sum; returns the public ``totals`` entries."""
        if not self.details:
            return []
        entries = []
        for row, kind in self.kinds.items():
            if kind in _SUMS:
                stated = self._stated(row)
                if stated:
                    entries += self._compare(row, kind, stated)
        return entries

    def _stated(self, row: int) -> dict[int, float]:
        stated = {}
        for column in self.columns:
            raw = self.sheet.at(row, column.index)
            if raw is None:
                continue
            contract = self.form.columns[str(column.name)]
            value = read_value(raw, contract, self.contexts[column.index]).value
            if value is not None:
                stated[column.index] = value
        return stated

    def _compare(self, row: int, kind: Kind, stated: dict[int, float]) -> list[dict[str, Any]]:
        columns = [column for column in self.columns if column.index in stated]
        # the rows that a sum stands for are those with which most of its cells agree
        everything = [(0, len(self.details))]
        scopes = [scope for scope in self._scopes(row, kind) if scope[0] < scope[1]] or everything
        computed = [{c.index: self._sum(c, scope) for c in columns} for scope in scopes]
        best = max(
            computed,
            key=lambda sums: sum(self._agrees(c, stated[c.index], sums[c.index]) for c in columns),
        )
        entries = []
        for column in columns:
            cell = address(row, column.index)
            said, is_sum = stated[column.index], best[column.index]
            if not self._agrees(column, said, is_sum):
                self.findings.append(self._mismatch(row, column, is_sum))
            entries.append(
                {"column": str(column.name), "cell": cell, "stated": said, "computed": is_sum}
            )
        return entries

    def _scopes(self, row: int, kind: Kind) -> list[Scope]:
        """Runs of detail rows that a sum may stand for, the likeliest first, each once."""
        nth = bisect_left(self.marks, row)
        upper, lower = self.marks[:nth], self.marks[nth + 1 :]
        above = upper[-1] if upper else -1
        below = lower[0] if lower else _NEVER
        section_above = next((r for r in reversed(upper) if self.kinds[r] == "section"), -1)
        total_below = next((r for r in lower if self.kinds[r] != "section"), _NEVER)
        details = 0, len(self.details)
        before, in_section = self._run(above, row), self._run(section_above, row)
        after, to_total = self._run(row, below), self._run(row, total_below)
        if kind == "total":
            return [*dict.fromkeys([details, before, in_section, after, to_total])]
        if kind == "subtotal":
            return [*dict.fromkeys([before, in_section, after, to_total, details])]
        nested = [self._run(row, end) for end in lower[1:4]]
        return [*dict.fromkeys([after, to_total, *nested, self._run(row, _NEVER)])]

    def _run(self, above: int, below: int) -> Scope:
        """The detail rows between two rows, as positions (first, after last)."""
        return bisect_right(self.details, above), bisect_left(self.details, below)

    def _sum(self, column: HeaderColumn, scope: Scope) -> float:
        if column.index not in self.values:
            values = self.values_of(column.index, self.details)
            self.values[column.index] = [0 if value is None else value for value in values]
        return sum(self.values[column.index][slice(*scope)])

    def _agrees(self, column: HeaderColumn, stated: float, computed: float) -> bool:
        factor = self.contexts[column.index].factor
        contract = self.form.columns[str(column.name)]
        # printed totals are rounded to a tenth of the column's unit
        rounded = 0.1 * factor if contract.type == "money" and factor > 1 else 1e-6
        slack = max(rounded, contract.total_tolerance)
        if contract.adds_up == "overlap" and stated < computed:
            return True
        return abs(stated - computed) <= slack

    def _mismatch(self, row: int, column: HeaderColumn, computed: float) -> Finding:
        return finding(
            "total_mismatch",
            sheet=self.sheet.name,
            cell=address(row, column.index),
            found=self.sheet.at(row, column.index),
            column=column.label,
            computed=_in_unit(computed, self.contexts[column.index].factor),
        )


def _in_unit(value: float, factor: int) -> str:
    number = value / factor
    text = f"{number:,.0f}" if float(number).is_integer() else f"{number:,.2f}".rstrip("0")
    return text.translate(str.maketrans(",.", ".,"))

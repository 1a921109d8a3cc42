"""Stated totals against the sum of the rows they stand for; nothing is repaired."""

from typing import Any

from ingest.classify_rows import Kind
from ingest.contract import Form
from ingest.find_tables import Table
from ingest.findings import Finding
from ingest.match_columns import HeaderColumn
from ingest.messages import finding
from ingest.read_cells import Sheet, address
from ingest.read_rows import Record
from ingest.read_values import Context, read_value

_SUMS: tuple[Kind, ...] = ("total", "subtotal", "section")


class TotalComparison:
    """Compares the total, subtotal and section rows of one table with its detail rows."""

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        kinds: dict[int, Kind],
        records: dict[int, list[Record]],
        contexts: dict[int, Context],
    ) -> None:
        self.sheet, self.table, self.kinds, self.records = sheet, table, kinds, records
        self.form: Form = table.form
        self.contexts = contexts
        self.findings: list[Finding] = []
        self.columns = [
            c for c in table.matched if self.form.columns[str(c.name)].adds_up != "never"
        ]

    def run(self) -> list[dict[str, Any]]:
        """Compare every stated sum; returns the public ``totals`` entries."""
        if not self.records:
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
        scopes = [scope for scope in self._scopes(row, kind) if scope] or [list(self.records)]
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

    def _scopes(self, row: int, kind: Kind) -> list[list[int]]:
        """Sets of detail rows that a sum may stand for, the likeliest first."""
        details = list(self.records)
        marks = [r for r, k in self.kinds.items() if k in _SUMS and r != row]
        above = max((r for r in marks if r < row), default=-1)
        below = min((r for r in marks if r > row), default=1 << 30)
        section_above = max(
            (r for r in marks if r < row and self.kinds[r] == "section"), default=-1
        )
        totals_below = min(
            (r for r in marks if r > row and self.kinds[r] != "section"), default=1 << 30
        )
        before = [r for r in details if above < r < row]
        in_section = [r for r in details if section_above < r < row]
        after = [r for r in details if row < r < below]
        to_total = [r for r in details if row < r < totals_below]
        if kind == "total":
            return [details, before, in_section, after, to_total]
        if kind == "subtotal":
            return [before, in_section, after, to_total, details]
        nested = [
            [r for r in details if row < r < end] for end in sorted(m for m in marks if m > row)
        ]
        return [after, to_total, *nested[1:4], [r for r in details if r > row]]

    def _sum(self, column: HeaderColumn, rows: list[int]) -> float:
        name = str(column.name)
        at = {address(row, column.index) for row in rows}
        return sum(
            record.values[name]
            for row in rows
            for record in self.records[row]
            if record.cells.get(name) in at and record.values.get(name) is not None
        )

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

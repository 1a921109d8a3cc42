"""One table: rows read, classified and judged, totals compared, and what is wrong with them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.cells.read_cells import Sheet, address
from ingest.checks.check_records import RecordCheck, copies
from ingest.checks.compare_totals import TotalComparison
from ingest.checks.read_rows import RowReader, TableContext
from ingest.checks.records import Records
from ingest.checks.table_rows import TableRows
from ingest.findings import Finding
from ingest.messages import finding
from ingest.tables.classify_rows import Kind
from ingest.tables.find_tables import Table
from ingest.tables.follow_rows import Body
from ingest.tables.match_columns import HeaderColumn
from ingest.values.read_values import Context, read_value

# below this a sum of fines cannot be in đồng: no single fine is smaller (NĐ 283/2026: from 200.000)
_SMALLEST_FINE_VND = 100_000


@dataclass(slots=True)
class CheckedTable:
    """A table's part of the public result, and its findings."""

    result: dict[str, Any]
    findings: list[Finding]


class TableCheck:
    """Checks one table of a sheet."""

    def __init__(
        self,
        sheet: Sheet,
        table: Table,
        context: TableContext,
        today: date,
        blocking: list[Finding],
        body: Body,
    ) -> None:
        self.body = body
        self.sheet, self.table, self.context, self.today = sheet, table, context, today
        self.form = table.form
        self.reader = RowReader(sheet, table, context, body)
        self.blocking = blocking
        self.findings: list[Finding] = list(blocking)

    def run(self) -> CheckedTable:
        """Read every row and judge it."""
        self._note_columns()
        kinds = self.body.kinds
        self._end_before_notes(kinds)
        self._assume_unit(kinds)
        details = [row for row, kind in kinds.items() if kind == "detail"]
        records = self.reader.read(details)
        self.findings.extend(self._of_known_units(self.reader.findings))
        left_out, said = copies(records, self.sheet.name)
        self.findings.extend(said)
        if left_out:
            records, details = _without(records, details, left_out)
        self._judge(records)
        totals = self._compare_totals(kinds, details)
        nil = self._is_nil(kinds, details)
        rejected = self._rejected(records, details)
        out = {row + 1 for row in rejected}
        accepted = [n for n, row in enumerate(records.rows) if row not in out]
        hidden = [row for row, kind in kinds.items() if kind == "hidden"]
        if hidden:
            span = f"{min(hidden) + 1}:{max(hidden) + 1}"
            self._add("hidden_rows", cell=span, found=f"{len(hidden)} dòng ẩn")
        return CheckedTable(
            {
                "form": self.form.id,
                "sheet": self.sheet.name,
                "range": self._range(),
                "period": None if self._rows_carry_period() else self.context.period,
                "nil_return": nil,
                "rows_read": len(kinds),
                "rows_accepted": len(details) - len(rejected),
                "rows_rejected": len(rejected),
                "rows_not_data": len(kinds) - len(details),
                "row_kinds": _counted(kinds.values(), len(said)),
                "records": len(accepted),
                "rows": _public(records, accepted),
                "totals": totals,
                "personal_cells": _personal_cells(self.table),
            },
            self.findings,
        )

    def _judge(self, records: Records) -> None:
        on = self.reader.names_hold_on
        check = RecordCheck(records, self.table, self.context, self.sheet.name, on)
        self.findings.extend([*check.rules(), *check.dates(self.today)])
        periods_unknown = any(item.code == "period_missing" for item in self.blocking)
        if self.form.kind == "summary" and not periods_unknown:
            self.findings.extend(check.keys())

    def _compare_totals(self, kinds: dict[int, Kind], details: list[int]) -> list[dict[str, Any]]:
        contexts = {column.index: self.reader.cell_context(column) for column in self.table.matched}
        comparison = TotalComparison(
            self.sheet,
            self.table,
            kinds,
            details,
            self.reader.values_of,
            contexts,
            self.body.districts,
        )
        totals = comparison.run()
        self.findings.extend(comparison.findings)
        return totals

    def _rejected(self, records: Records, details: list[int]) -> set[int]:
        """Detail rows that do not count: all of them where something blocks the table."""
        if any(item.severity == "error" for item in self.blocking):
            return set(details)
        return {records.rows[number] - 1 for number in records.rejected}

    def _add(self, code: str, **fields: Any) -> None:
        self.findings.append(finding(code, sheet=self.sheet.name, **fields))

    def _range(self) -> str:
        used = [c.index for c in self.table.columns if c.kind != "empty"]
        top = address(self.table.top, min(used))
        return f"{top}:{address(max(self.table.end - 1, self.table.top), max(used))}"

    def _end_before_notes(self, kinds: dict[int, Kind]) -> None:
        """Notes below the last row belong to the sheet, not to the table."""
        while kinds and kinds[max(kinds)] == "note":
            del kinds[max(kinds)]
        self.table.end = max(kinds, default=self.table.body - 1) + 1

    def _rows_carry_period(self) -> bool:
        names = self.table.names
        return self.table.is_wide or "period" in names or self.body.rows_carry_period

    def _note_columns(self) -> None:
        known = ", ".join(column.labels[0] for column in self.form.columns.values())
        for column in self.table.columns:
            cell = address(self._label_row(column), column.index)
            if column.index in self.sheet.hidden_columns and column.kind != "empty":
                self._add("hidden_columns", cell=cell, found=column.label)
            elif column.kind == "unknown":
                self._add("unknown_column", cell=cell, found=column.label, known=known)
            elif column.by in ("keywords", "group"):
                label = self.form.columns[str(column.name)].labels[0]
                self._add("column_by_keywords", cell=cell, found=column.label, column=label)

    def _label_row(self, column: HeaderColumn) -> int:
        for row in range(self.table.body - 1, self.table.top - 1, -1):
            value = self.sheet.at(row, column.index)
            if isinstance(value, str) and value == (column.path or ("",))[-1]:
                return row
        return self.table.top

    def _assume_unit(self, kinds: dict[int, Kind]) -> None:
        """Settle money columns without a unit: đồng by magnitude, else a question."""
        for column in self.table.matched:
            if self.reader.factors[column.index] is not None:
                continue
            values = [
                value
                for row, kind in kinds.items()
                if kind == "detail"
                and isinstance(value := self.sheet.at(row, column.index), int | float)
                and value
            ]
            texts = [
                self.sheet.at(row, column.index) for row, kind in kinds.items() if kind == "detail"
            ]
            cell = address(self._label_row(column), column.index)
            contract = self.form.columns[str(column.name)]
            for text in texts:
                if type(text) is str:
                    reading = read_value(text, contract, Context(1, self.context.style))
                    values += [reading.value] if reading.value else []
            if all(value >= _SMALLEST_FINE_VND for value in values):
                if values:
                    self._add("unit_assumed", cell=cell, found=column.label)
                continue
            item = finding("unit_missing", sheet=self.sheet.name, cell=cell, found=column.label)
            self.blocking.append(item)
            self.findings.append(item)

    def _of_known_units(self, findings: list[Finding]) -> list[Finding]:
        """Whether an amount is plausible cannot be said before its unit is known."""
        unknown = {
            str(item.cell).rstrip("0123456789")
            for item in self.blocking
            if item.code == "unit_missing"
        }
        return [
            item
            for item in findings
            if item.code != "implausible" or str(item.cell).rstrip("0123456789") not in unknown
        ]

    def _is_nil(self, kinds: dict[int, Kind], details: list[int]) -> bool:
        if details or self.blocking:
            return False
        is_said = "nil" in kinds.values()
        if is_said or (self.form.kind == "log" and not self.context.says_nil_in_words):
            return True
        self._add("no_rows", cell=self._range())
        self.blocking.append(self.findings[-1])
        return False


def _without(
    records: Records, details: list[int], left_out: list[int]
) -> tuple[Records, list[int]]:
    """Records and detail rows without the copies."""
    copied = set(left_out)
    rows = {records.rows[number] - 1 for number in copied}
    kept = [number for number in range(len(records)) if number not in copied]
    return records.without_copies(kept), [row for row in details if row not in rows]


def _public(records: Records, accepted: list[int]) -> TableRows:
    """The accepted records with dates as the public result writes them."""
    rows = TableRows(records.rows, records.columns).take(accepted)
    for name, column in rows.columns.items():
        if any(issubclass(kind, date) for kind in column.types):
            rows.columns[name] = column.converted(_written)
    return rows


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _counted(kinds: Iterable[str], copies: int) -> dict[str, int]:
    counts = Counter(kinds)
    if copies:
        counts["detail"] -= copies
        counts["duplicate"] += copies
    return dict(sorted(counts.items()))


def _personal_cells(table: Table) -> list[str]:
    """Where persons may stand, for copies in which they are covered; never what stands."""
    last = max(table.end - 1, table.body)
    return [
        f"{address(table.body, c.index)}:{address(last, c.index)}"
        for c in table.matched
        if (own := table.form.columns[str(c.name)]).is_personal or own.pii == "free_text"
    ]

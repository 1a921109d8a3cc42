"""One table: rows read, classified and judged, totals compared, and what is wrong with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.check_rules import broken_rules
from ingest.compare_totals import TotalComparison
from ingest.find_tables import Table
from ingest.findings import Finding
from ingest.fold_text import fold
from ingest.follow_rows import Body
from ingest.match_columns import HeaderColumn
from ingest.messages import finding
from ingest.read_cells import Sheet, address
from ingest.read_dates import swapped
from ingest.read_rows import Record, RowReader, TableContext
from ingest.read_values import Context, read_value
from ingest.reference import communes, period_bounds

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
        records: dict[int, list[Record]] = {
            row: self.reader.read(row) for row, kind in kinds.items() if kind == "detail"
        }
        self.findings.extend(self.reader.findings)
        copies = self._leave_out_copies(records)
        self._check_rules([record for items in records.values() for record in items])
        for row_records in records.values():
            for record in row_records:
                self._check_dates(record)
        self._check_keys(records)
        comparison = TotalComparison(
            self.sheet,
            self.table,
            kinds,
            records,
            {column.index: self.reader.cell_context(column) for column in self.table.matched},
        )
        totals = comparison.run()
        self.findings.extend(comparison.findings)
        nil = self._is_nil(kinds, records)
        blocked = any(item.severity == "error" for item in self.blocking)
        rejected = {
            row for row, items in records.items() if blocked or any(r.rejected for r in items)
        }
        accepted = [r for row, items in records.items() if row not in rejected for r in items]
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
                "rows_accepted": len(records) - len(rejected),
                "rows_rejected": len(rejected),
                "rows_not_data": len(kinds) - len(records),
                "row_kinds": _counted([*kinds.values(), *["duplicate"] * copies], copies),
                "records": len(accepted),
                "rows": [
                    {
                        "row": r.row,
                        "values": _public(r.values),
                        "cells": r.cells,
                        "states": r.states,
                    }
                    for r in accepted
                ],
                "totals": totals,
            },
            self.findings,
        )

    def _add(self, code: str, **fields: Any) -> None:
        self.findings.append(finding(code, sheet=self.sheet.name, **fields))

    def _range(self) -> str:
        used = [c.index for c in self.table.columns if c.kind != "empty"]
        top = address(self.table.top, min(used))
        return f"{top}:{address(max(self.table.end - 1, self.table.top), max(used))}"

    def _end_before_notes(self, kinds: dict[int, str]) -> None:
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

    def _assume_unit(self, kinds: dict[int, str]) -> None:
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

    def _leave_out_copies(self, records: dict[int, list[Record]]) -> int:
        seen: dict[tuple[Any, ...], int] = {}
        copies = 0
        for row in list(records):
            identity = tuple(record.identity for record in records[row])
            if not any(value is not None for part in identity for value in part):
                continue
            if identity in seen:
                record = records[row][0]
                name = "employer" if "employer" in record.cells else "commune"
                self._add(
                    "duplicate_row",
                    cell=record.cells.get(name) or f"{row + 1}:{row + 1}",
                    found=record.names.get(name),
                    first=seen[identity],
                )
                del records[row]
                copies += 1
            else:
                seen[identity] = row + 1
        return copies

    def _check_rules(self, records: list[Record]) -> None:
        names = {name for rule in self.form.rules for name in rule.columns} & self.table.names
        columns = {name: [record.values.get(name) for record in records] for name in names}
        for broken in broken_rules(self.form, columns):
            allowed = broken.allowed(self.table.label)
            for nth, row in enumerate(broken.rows):
                record = records[row]
                cells = [record.cells[name] for name in broken.columns if name in record.cells]
                self._add(
                    "rule_broken",
                    cell=cells[0],
                    found=broken.found(nth),
                    severity=broken.rule.severity,
                    cells=_listed(cells),
                    rule=broken.rule.message,
                    allowed_rule=allowed,
                )
                record.rejected |= broken.rule.severity == "error"

    def _check_dates(self, record: Record) -> None:
        period = record.values.get("period") or self.context.period
        start, end = period_bounds(period, self.form.calendar) if period else (None, None)
        for name, contract in self.form.columns.items():
            value = record.values.get(name)
            if contract.type != "date" or contract.future or value is None:
                continue
            where = {"cell": record.cells[name], "found": f"{value:%d/%m/%Y}"}
            other = swapped(value, start, end) if start else None
            if other and (value > end or name == self.form.event_date):
                self._add(
                    "swapped_date",
                    **where,
                    column=self.table.label(name),
                    swapped=f"{other:%d/%m/%Y}",
                )
            elif value > self.today:
                self._add(
                    "future_date",
                    **where,
                    column=self.table.label(name),
                    limit=f"{self.today:%d/%m/%Y}",
                )
            elif end and value > end:
                self._add(
                    "date_after_period",
                    **where,
                    column=self.table.label(name),
                    limit=f"{end:%d/%m/%Y}",
                )

    def _check_keys(self, records: dict[int, list[Record]]) -> None:
        """A summary has one row a key and quarter, unless former units share a commune."""
        periods_unknown = any(item.code == "period_missing" for item in self.blocking)
        if self.form.kind != "summary" or periods_unknown:
            return
        names = [name for name in self.form.one_row_per if name != "period"]
        seen: dict[tuple[Any, ...], Record] = {}
        for record in (r for items in records.values() for r in items):
            values = [record.values.get(name) for name in names]
            has_period = record.values.get("period") or "period" not in record.cells
            if all(value is None for value in values) or not has_period:
                continue  # what is not known of a row cannot be the same as of another
            key = (*(fold(v) if type(v) is str else v for v in values), record.values.get("period"))
            first = seen.setdefault(key, record)
            if first is record or (
                "commune" in names
                and first.names.get("commune") != record.names.get("commune")
                and (_is_former(first, self.context) or _is_former(record, self.context))
            ):
                continue
            record.rejected = True
            main = self.form.key_column
            value = record.values[main]
            name = communes()[value].name if main == "commune" else value
            self._add(
                "duplicate_key",
                cell=record.cells.get(main) or f"{record.row}:{record.row}",
                found=record.names.get(main) or name,
                name=name,
                first=first.row,
            )

    def _is_nil(self, kinds: dict[int, str], records: dict[int, list[Record]]) -> bool:
        if records or self.blocking:
            return False
        if "nil" in kinds.values() or self.form.kind == "log":
            return True
        self._add("no_rows", cell=self._range())
        self.blocking.append(self.findings[-1])
        return False


def _is_former(record: Record, context: TableContext) -> bool:
    """Whether a row names its commune by a former unit."""
    from ingest.match_communes import match_commune

    found = match_commune(record.names.get("commune", ""), on=context.on)
    return bool(found.how and found.how.startswith("former"))


def _listed(cells: list[str]) -> str:
    return " và ".join(filter(None, [", ".join(cells[:-1]), cells[-1]]))


def _public(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}


def _counted(kinds: Iterable[str], copies: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for kind in kinds:
        counts[kind] = counts.get(kind, 0) + 1
    if copies:
        counts["detail"] -= copies
    return dict(sorted(counts.items()))

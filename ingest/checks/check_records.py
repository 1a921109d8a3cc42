"""Records judged against each other and the form: exact copies, rules, dates, keys."""

from datetime import date
from typing import Any

from ingest.checks.check_rules import broken_rules
from ingest.checks.read_rows import TableContext
from ingest.checks.records import Records
from ingest.checks.table_rows import TableColumn
from ingest.communes.match_communes import match_commune
from ingest.findings import Finding
from ingest.former_districts import area_name
from ingest.messages import finding
from ingest.reference import period_bounds
from ingest.tables.find_tables import Table
from ingest.values.fold_text import fold
from ingest.values.read_dates import may_be_swapped, swapped


def copies(records: Records, sheet: str) -> tuple[list[int], list[Finding]]:
    """Records of rows that say exactly what a row above them says; one of each is kept.

    Args:
        records: the records of a table, several of one row beside each other.
        sheet: the sheet's name.

    Returns:
        The records, from 0, to be left out, and a finding a row.
    """
    if len(set(records.rows)) == len(records) and (
        any(map(_all_differ, records.columns.values()))
        or len(set(records.identities)) == len(records)
    ):
        return [], []
    of_row: dict[int, list[int]] = {}
    for number, row in enumerate(records.rows):
        of_row.setdefault(row, []).append(number)
    seen: dict[tuple[Any, ...], int] = {}
    left_out: list[int] = []
    findings = []
    for row, numbers in of_row.items():
        identity = tuple(records.identities[number] for number in numbers)
        if not any(value is not None for part in identity for value in part):
            continue
        first = seen.setdefault(identity, row)
        if first == row:
            continue
        name = "employer" if "employer" in records.columns else "commune"
        cell = records.cell(name, numbers[0]) or f"{row}:{row}"
        said = records.name(name, numbers[0])
        findings.append(finding("duplicate_row", sheet=sheet, cell=cell, found=said, first=first))
        left_out += numbers
    return left_out, findings


def _all_differ(column: TableColumn) -> bool:
    """Whether each record has a value that no other one has."""
    if column.coded:
        return False
    values = set(column.values)
    return None not in values and len(values) == len(column.values)


class RecordCheck:
    """Judges the records of one table; what breaks a rule or a key is rejected.

    Args:
        records: the records, without copies.
        table: their table.
        context: what their cells depend on.
        sheet: the sheet's name.
        names_hold_on: day on which names of communes must hold, None for today.
    """

    def __init__(
        self,
        records: Records,
        table: Table,
        context: TableContext,
        sheet: str,
        names_hold_on: date | None = None,
    ) -> None:
        self.names_hold_on = names_hold_on
        self.records, self.table, self.context, self.sheet = records, table, context, sheet
        self.form = table.form

    def rules(self) -> list[Finding]:
        """What breaks the rules of the form, by rule."""
        records, said = self.records, []
        names = {name for rule in self.form.rules for name in rule.columns} & self.table.names
        columns = {name: records.values(name) for name in names}
        for broken in broken_rules(self.form, columns):
            allowed = broken.allowed(self.table.label)
            for nth, at in enumerate(broken.rows):
                cells = [cell for n in broken.columns if (cell := records.cell(n, at))]
                item = finding(
                    "rule_broken",
                    sheet=self.sheet,
                    cell=cells[0],
                    found=broken.found(nth),
                    severity=broken.rule.severity,
                    cells=_listed(cells),
                    rule=broken.rule.message,
                    allowed_rule=allowed,
                )
                said.append(item)
            if broken.rule.severity == "error":
                records.rejected.update(broken.rows)
        return said

    def dates(self, today: date) -> list[Finding]:
        """Dates that have not come yet or lie after their quarter, by record."""
        records, said = self.records, []
        names = [n for n, c in self.form.columns.items() if c.type == "date" and not c.future]
        names = [name for name in names if name in records.columns]
        if not names:
            return []
        periods = [period or self.context.period for period in records.values("period")]
        spans = {
            period: period_bounds(period, self.form.calendar) if period else (None, None)
            for period in dict.fromkeys(periods)
        }
        for number, name in enumerate(names):
            values = records.columns[name].values
            asked = {
                key: found
                for key in dict.fromkeys(zip(periods, values, strict=True))
                if key[1] is not None and (found := self._asked(name, key[1], spans[key[0]], today))
            }
            if not asked:
                continue
            raws = records.raws.get(name) or [None] * len(records)
            for at, key in enumerate(zip(periods, values, strict=True)):
                found = asked.get(key)
                if found and found[0] == "swapped_date" and not may_be_swapped(raws[at]):
                    found = self._asked(name, key[1], spans[key[0]], today, is_ordered=True)
                if found:
                    code, field, day = found
                    item = finding(
                        code,
                        sheet=self.sheet,
                        cell=records.cell(name, at),
                        found=f"{values[at]:%d/%m/%Y}",
                        column=self.table.label(name),
                        **{field: f"{day:%d/%m/%Y}"},
                    )
                    said.append(((at, number), item))
        return [item for _, item in sorted(said, key=lambda told: told[0])]

    def _asked(
        self,
        name: str,
        day: date,
        span: tuple[date | None, date | None],
        today: date,
        *,
        is_ordered: bool = False,
    ) -> tuple[str, str, date] | None:
        """What is to be asked about a date: code, field of the message and its day.

        A date after its quarter cannot be; one before it can in a register that carries cases over.
        `is_ordered`: day and month cannot be mistaken for each other.
        """
        start, end = span
        other = swapped(day, start, end) if start and end and not is_ordered else None
        must_be_inside = name == self.form.event_date and not self.form.carries_over
        if other and end and (day > end or must_be_inside):
            return "swapped_date", "swapped", other
        if day > today:
            return "future_date", "limit", today
        if end and day > end:
            return "date_after_period", "limit", end
        if name == self.form.event_date and start and end and day < start:
            # a year left from the form of last year: the same day a year on is of this quarter
            later = day.replace(year=day.year + 1, day=min(day.day, 28))
            if start <= later <= end:
                return "date_of_year_before", "limit", start
        return None

    def keys(self) -> list[Finding]:
        """A summary has one row a key and quarter, unless former units share a commune."""
        records, said = self.records, []
        names = [name for name in self.form.one_row_per if name != "period"]
        columns = [records.values(name) for name in names]
        main = self.form.key_column
        tells_no_period = [records.cell("period", at) is None for at in range(len(records))]
        seen: dict[tuple[Any, ...], int] = {}
        for at, (period, *values) in enumerate(
            zip(records.values("period"), *columns, strict=True)
        ):
            # what is not known of a row cannot be the same as of another
            if all(value is None for value in values) or not (period or tells_no_period[at]):
                continue
            key = (*(fold(v) if type(v) is str else v for v in values), period)
            first = seen.setdefault(key, at)
            if first == at or ("commune" in names and self._are_former(at, first)):
                continue
            records.rejected.add(at)
            value = records.values(main)[at]
            name = area_name(value) if main == "commune" else value
            item = finding(
                "duplicate_key",
                sheet=self.sheet,
                cell=records.cell(main, at) or f"{records.rows[at]}:{records.rows[at]}",
                found=records.name(main, at) or name,
                name=name,
                first=records.rows[first],
            )
            said.append(item)
        return said

    def _are_former(self, at: int, first: int) -> bool:
        """Whether two records name one commune by different units, one of them a former one."""
        names = [self.records.name("commune", number) for number in (first, at)]
        return names[0] != names[1] and any(map(self._is_former, names))

    def _is_former(self, name: str | None) -> bool:
        """Whether a row names its commune by a former unit."""
        found = match_commune(name or "", on=self.names_hold_on, context=self.context.district)
        return bool(found.how and found.how.startswith("former"))


def _listed(cells: list[str]) -> str:
    return " và ".join(filter(None, [", ".join(cells[:-1]), cells[-1]]))

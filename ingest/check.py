"""Reads and checks one file: the public result that ``qhld check --json`` prints.

The result's shape is public and versioned (``SCHEMA_VERSION``); ``ingest/check_result.schema.json``
describes it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ingest.cells.read_cells import Sheet, address, read_cells
from ingest.checks.cell_findings import styles_said_once
from ingest.checks.check_columns import column_errors, other_columns, without_merged_blanks
from ingest.checks.check_table import CheckedTable, TableCheck
from ingest.checks.check_titles import titles_of_other_figures
from ingest.checks.garbled_texts import garbled_texts
from ingest.checks.no_table import no_table
from ingest.checks.read_rows import TableContext
from ingest.checks.table_rows import public_result
from ingest.communes.decided_names import use_decisions
from ingest.contracts.contract import Form, load_forms
from ingest.findings import Finding
from ingest.messages import finding
from ingest.persons.clean_text import without_persons
from ingest.reader_limits import Limits
from ingest.refused import Refused
from ingest.tables.compare_periods import other_quarters
from ingest.tables.find_secret_stamp import is_stamped, is_stamped_document
from ingest.tables.find_tables import Table, TableFinder
from ingest.tables.follow_rows import read_body
from ingest.tables.nil_returns import nil_returns
from ingest.tables.read_markers import Marker, take_out_own_sheets
from ingest.tables.read_preamble import (
    Sender,
    commune_of_table,
    is_correction,
    is_replacement,
    made_up_notes,
    own_district,
    sender_of,
    stated_sender,
    texts_of,
    unit_of,
)
from ingest.tables.repeated_tables import RepeatedTables
from ingest.tables.settle_period import Source, agreed, is_of_whole_year, period_of, sources_of
from ingest.tables.sheet_parts import sheet_parts
from ingest.tables.turn_tables import TurnedSheet, turn_back
from ingest.tables.unread_figures import Taken, unread_figures
from ingest.values.read_numbers import vote
from ingest.values.read_periods import mentions

SCHEMA_VERSION = 1
_TOP_ROWS = 0, 15  # where titles and stamps stand, (first, after last)
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def check_file(
    path: Path | str,
    form: str | None = None,
    period: str | None = None,
    *,
    limits: Limits | None = None,
    today: date | None = None,
    agency: str | None = None,
    as_columns: bool = False,
) -> dict[str, Any]:
    """Read and check one file in this process.

    Untrusted files go through ``ingest.reader_pool``, which calls this in a child process.

    Args:
        path: the file.
        form: id of the only form to look for.
        period: quarter stated with the file, e.g. ``2026Q3``.
        limits: what the file may cost.
        today: day after which a date is questioned; None is the present day in Lào Cai.
        agency: code of the office stated with the file; tables without a commune are its own.
        as_columns: leave the rows as ``ingest.checks.table_rows`` holds them, by column.

    Returns:
        The check result, with rows.
    """
    path = Path(path)
    limits = limits or Limits.from_environment()
    if path.stat().st_size > limits.file_mb * 1024 * 1024:
        size = path.stat().st_size / 1024 / 1024
        return refusal(
            path.name,
            None,
            Refused("file_too_large", size=f"{size:.0f}", limit=limits.file_mb),
        )
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        sheets, markers = take_out_own_sheets(read_cells(data, limits))
        for sheet in sheets:
            # a .csv has no sheet of its own; spreadsheet programs show the file's name
            sheet.name = sheet.name or path.stem
        if is_stamped(sheets, path.stem):
            raise Refused("state_secret")
    except Refused as refused:
        if refused.code == "wrong_kind" and is_stamped_document(data):
            refused = Refused("state_secret")
        return refusal(path.name, sha256, refused)
    today = today or datetime.now(_LOCAL).date()
    result = _FileCheck(path.name, sha256, sheets, form, period, today, agency, markers).run()
    return result if as_columns else public_result(result)


def refusal(name: str, sha256: str | None, refused: Refused) -> dict[str, Any]:
    """The result of a file that is not read."""
    return _result(name, sha256, "refused", None, False, [], [refused.finding])


def _result(
    name: str,
    sha256: str | None,
    outcome: str,
    sender: Sender | None,
    replacement: bool,
    tables: list[dict[str, Any]],
    findings: Sequence[Finding],
) -> dict[str, Any]:
    order = {"error": 0, "warning": 1, "note": 2}
    tables = [table | {"sheet": without_persons(table["sheet"])} for table in tables]
    agency = {"code": sender.code, "name": sender.name, "cell": sender.cell} if sender else None
    return {
        "schema_version": SCHEMA_VERSION,
        "file": name,
        "sha256": sha256,
        "outcome": outcome,
        "agency": agency,
        "replacement": replacement,
        "tables": tables,
        "findings": [
            f.to_dict() | {"sheet": without_persons(f.sheet)}
            for f in sorted(findings, key=lambda f: order[f.severity])
        ],
    }


class _FileCheck:
    """State of one file's check."""

    def __init__(
        self,
        name: str,
        sha256: str,
        sheets: list[Sheet],
        form: str | None,
        period: str | None,
        today: date,
        agency: str | None,
        markers: dict[str, Marker],
    ) -> None:
        self.markers = markers
        self.name, self.sha256, self.sheets, self.today = name, sha256, sheets, today
        self.stated, self.wanted = period, form
        all_forms = load_forms()
        self.forms: list[Form] = [all_forms[form]] if form else list(all_forms.values())
        self.findings: list[Finding] = []
        self.tables: list[dict[str, Any]] = []
        self.visible = [sheet for sheet in sheets if sheet.visible]
        self.style = vote(text for sheet in self.visible for text in sheet.texts)
        senders = [found for sheet in self.visible if (found := sender_of(sheet))]
        marked = next((m.agency for m in markers.values() if m.agency), None)
        self.sender = senders[0] if senders else stated_sender(marked)
        self.stated_sender = stated_sender(agency)
        use_decisions(agency or (self.sender.code if self.sender else None))
        self.repeats = RepeatedTables()
        self.said: list[list[Source]] = []
        self.whole_year: list[tuple[Table, CheckedTable]] = []
        self.taken: list[Taken] = []  # tables of the sheet at hand

    def run(self) -> dict[str, Any]:
        for sheet in self.sheets:
            if not sheet.visible and any(v is not None for row in sheet.grid for v in row):
                self.findings.append(finding("hidden_sheet", sheet=sheet.name, found=sheet.name))
        texts = [t for sheet in self.visible for _, t in texts_of(sheet, _TOP_ROWS)]
        self.findings += [*made_up_notes(self.visible, _TOP_ROWS), *garbled_texts(self.visible)]
        finder = TableFinder(self.forms)
        for sheet in self.visible:
            marker = self.markers.get(sheet.name)
            own = TableFinder([load_forms()[marker.form]]) if marker and not self.wanted else None
            self._check_sheet(sheet, own or finder)
        self._leave_out_whole_years()
        self.findings += other_quarters(self.tables)
        self.findings = styles_said_once(self.findings)
        if not self.tables:
            self.findings.append(no_table(self.visible, self.wanted))
        return _result(
            self.name,
            self.sha256,
            self._outcome(),
            self.sender,
            is_replacement([*texts, self.name]),
            self.tables,
            self.findings,
        ) | {"correction": is_correction(texts)}

    def _check_sheet(self, sheet: Sheet, finder: TableFinder) -> None:
        tables = []
        self.taken = []
        for part, found in sheet_parts(sheet, finder):
            tables += found
            for table in found:
                self._check_table(part, table)
        nil = nil_returns(sheet, tables, self.forms, self.stated, list(self._elsewhere(sheet)))
        self.tables.extend(nil)
        if tables or nil or len(self.sheets) > 1:
            unread = unread_figures(sheet, self.taken, finder.knows, not self.wanted)
            # beside the reports a sheet may hold anything; only labels of forms make it one
            self.findings += [item for item in unread if tables or item.severity == "error"]
            if not (tables or nil or (unread and unread[0].severity == "error")):
                filled = sum(v is not None for row in sheet.grid for v in row)
                if filled > 5:
                    self.findings.append(finding("sheet_without_table", sheet=sheet.name))

    def _check_table(self, sheet: Sheet, table: Table) -> None:
        table.columns = [
            column
            if column.index not in sheet.hidden_columns or column.kind == "empty"
            else replace(column, kind="passed_over", name=None, reason="cột ẩn")
            for column in table.columns
        ]
        table.columns = without_merged_blanks(sheet, table)
        body = read_body(sheet, table)
        self.taken.append(Taken(sheet, table, body.kinds))
        carried = table.names_quarters or "period" in table.names or body.rows_carry_period
        marker = self.markers.get(sheet.name)
        stated = self.stated or (marker.period if marker else None)
        settled = period_of(sheet, table, stated, self._elsewhere(sheet), carried)
        on = settled.names_hold_on(table.form.calendar)
        commune = self._commune_of(sheet, table, on)
        again = self.repeats.is_copy_below_signature(sheet, table, settled.id, commune, body.facts)
        if again:
            severity = "error" if again == "overlap" else None
            where = {"sheet": sheet.name, "cell": address(table.top, 0)}
            self.findings.append(finding("copy_below_signature", severity=severity, **where))
            return
        required = frozenset(table.form.required(settled.id))
        elsewhere = frozenset({"commune"} if commune or body.rows_carry_commune else ())
        blocking = [*settled.findings, *column_errors(sheet, table, required, elsewhere)]
        blocking += [
            *other_columns(sheet, table, settled),
            *titles_of_other_figures(sheet, table, carried),
        ]
        context = TableContext(
            settled.id,
            settled.year,
            unit_of(sheet, table),
            self.style,
            on,
            commune,
            required,
            settled.quarter,
            says_nil_in_words=marker is not None,
            district=own_district(sender_of(sheet) or self.sender or self.stated_sender),
        )
        checked = TableCheck(sheet, table, context, self.today, blocking, body).run()
        if isinstance(sheet, TurnedSheet):
            turn_back(checked, sheet, table)
        if self.repeats.is_copy(table.form.id, checked.result):
            item = finding("copied_table", sheet=sheet.name, cell=checked.result["range"])
            self.findings.append(item)
            return
        self.tables.append(checked.result)
        self.findings.extend(checked.findings)
        in_conflict = any(item.code == "period_conflict" for item in settled.findings)
        if not (settled.id or carried or in_conflict) and is_of_whole_year(sheet, table):
            self.whole_year.append((table, checked))

    def _leave_out_whole_years(self) -> None:
        """A sheet "Cả năm" beside the sheets of the quarters repeats them and is not read."""
        for table, checked in self.whole_year:
            if any(t["form"] == table.form.id and t["period"] for t in self.tables):
                sheet, cell = checked.result["sheet"], address(table.top, 0)
                self.tables = [t for t in self.tables if t is not checked.result]
                dropped = {id(item) for item in checked.findings}
                self.findings = [item for item in self.findings if id(item) not in dropped]
                self.findings.append(finding("whole_year_table", sheet=sheet, cell=cell))

    def _commune_of(
        self, sheet: Sheet, table: Table, on: date | None
    ) -> tuple[str, str | None] | None:
        """The commune that title, sheet name or sender state for a table without such a column."""
        if table.form.columns.get("commune") is None or "commune" in table.names:
            return None
        if found := commune_of_table(sheet, table, on):
            return found
        own = sender_of(sheet) or self.sender or self.stated_sender
        return own.area_on(on) if own else None

    def _elsewhere(self, sheet: Sheet) -> Iterator[Source]:
        """What may complete a period: the sheet's first rows, the other sheets, the file name."""
        calendar = self.forms[0].calendar
        if not self.said:
            self.said = [sources_of(s, _TOP_ROWS, calendar) for s in self.visible]
        own = next(n for n, other in enumerate(self.visible) if other.name == sheet.name)
        yield from self.said[own]
        pages = [mention for text in sheet.page_texts for mention in mentions(text, calendar)]
        yield Source("đầu trang in", None, agreed(pages))
        said = [source for n, found in enumerate(self.said) if n != own for source in found]
        yield Source("các trang khác", None, agreed(m for s in said for m in s.said))
        yield Source("tên tệp", None, agreed(mentions(self.name, calendar)))

    def _outcome(self) -> str:
        severities = {item.severity for item in self.findings}
        if "error" in severities:
            return "rejected"
        return "accepted_with_warnings" if "warning" in severities else "accepted"

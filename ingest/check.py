"""Reads and checks one file: the public result that ``qhld check --json`` prints.

The result's shape is public and versioned (``SCHEMA_VERSION``); ``ingest/check_result.schema.json``
describes it.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ingest.check_table import TableCheck
from ingest.contract import Form, load_forms
from ingest.find_tables import Table, TableFinder
from ingest.findings import Finding
from ingest.fold_text import fold
from ingest.messages import finding
from ingest.read_cells import Sheet, address, read_cells
from ingest.read_numbers import Style, vote
from ingest.read_periods import mentions
from ingest.read_preamble import (
    Sender,
    has_secret_stamp,
    is_replacement,
    period_of,
    sender_of,
    texts_of,
    unit_of,
)
from ingest.read_rows import TableContext
from ingest.reader_limits import Limits
from ingest.reference import communes, period_bounds
from ingest.sniff import Refused
from ingest.vocabulary import vocabulary

SCHEMA_VERSION = 1
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def check_file(
    path: Path | str,
    form: str | None = None,
    period: str | None = None,
    *,
    limits: Limits | None = None,
    today: date | None = None,
) -> dict[str, Any]:
    """Read and check one file in this process.

    Untrusted files go through ``ingest.reader_pool``, which calls this in a child process.

    Args:
        path: the file.
        form: id of the only form to look for.
        period: quarter stated with the file, e.g. ``2026Q3``.
        limits: what the file may cost.
        today: day after which a date is questioned; None is the present day in Lào Cai.

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
            Refused(
                "file_too_large",
                f"tệp {size:.0f} MB",
                f"Tệp lớn hơn {limits.file_mb} MB. Hãy bỏ hình ảnh, trang tính thừa rồi gửi lại.",
            ),
        )
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        sheets = read_cells(data, limits)
        for sheet in sheets:
            # a .csv has no sheet of its own; spreadsheet programs show the file's name
            sheet.name = sheet.name or path.stem
        if any(has_secret_stamp(_texts_before_tables(sheet)) for sheet in sheets):
            raise _state_secret()
    except Refused as refused:
        return refusal(path.name, sha256, refused)
    today = today or datetime.now(_LOCAL).date()
    return _FileCheck(path.name, sha256, sheets, form, period, today).run()


def refusal(name: str, sha256: str | None, refused: Refused) -> dict[str, Any]:
    """The result of a file that is not read."""
    item = Finding(
        "error",
        refused.code,
        None,
        None,
        refused.found,
        "bảng tính .xlsx, .xls, .ods hoặc .csv",
        refused.message,
    )
    return _result(name, sha256, "refused", None, False, [], [item])


def _state_secret() -> Refused:
    return Refused(
        "state_secret",
        "tệp có dấu chỉ độ mật",
        "Tệp đóng dấu MẬT nên không được nhận và không được lưu. Hãy chuyển qua văn thư mật theo "
        "quy định về bảo vệ bí mật nhà nước.",
    )


def _texts_before_tables(sheet: Sheet) -> list[str]:
    return [*sheet.page_texts, *(text for _, text in texts_of(sheet, (0, 15)))]


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
    agency = {"code": sender.code, "name": sender.name, "cell": sender.cell} if sender else None
    return {
        "schema_version": SCHEMA_VERSION,
        "file": name,
        "sha256": sha256,
        "outcome": outcome,
        "agency": agency,
        "replacement": replacement,
        "tables": tables,
        "findings": [f.to_dict() for f in sorted(findings, key=lambda f: order[f.severity])],
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
    ) -> None:
        self.name, self.sha256, self.sheets, self.today = name, sha256, sheets, today
        self.stated, self.wanted = period, form
        all_forms = load_forms()
        self.forms: list[Form] = [all_forms[form]] if form else list(all_forms.values())
        self.findings: list[Finding] = []
        self.tables: list[dict[str, Any]] = []

    def run(self) -> dict[str, Any]:
        visible = [sheet for sheet in self.sheets if sheet.visible]
        for sheet in self.sheets:
            if not sheet.visible and any(v is not None for row in sheet.grid for v in row):
                self.findings.append(finding("hidden_sheet", sheet=sheet.name, found=sheet.name))
        style = vote(v for sheet in visible for row in sheet.grid for v in row if type(v) is str)
        senders = [found for sheet in visible if (found := sender_of(sheet))]
        sender = senders[0] if senders else None
        texts = [t for sheet in visible for _, t in texts_of(sheet, (0, 15))]
        finder = TableFinder(self.forms)
        for sheet in visible:
            self._check_sheet(sheet, finder, style, sender)
        if not self.tables:
            self._say_no_table(visible)
        return _result(
            self.name,
            self.sha256,
            self._outcome(),
            sender,
            is_replacement([*texts, self.name]),
            self.tables,
            self.findings,
        )

    def _check_sheet(
        self, sheet: Sheet, finder: TableFinder, style: Style | None, sender: Sender | None
    ) -> None:
        tables = finder.find(sheet)
        seen: set[tuple[str, str | None]] = set()
        for table in tables:
            key = table.form.id, None
            if key in seen and not _has_own_period(sheet, table):
                self.findings.append(
                    finding("copy_below_signature", sheet=sheet.name, cell=address(table.top, 0))
                )
                continue
            seen.add(key)
            self._check_table(sheet, table, style, sender)
        if not tables and not self._nil_without_table(sheet, sender):
            filled = sum(v is not None for row in sheet.grid for v in row)
            if filled > 5 and len(self.sheets) > 1:
                self.findings.append(finding("sheet_without_table", sheet=sheet.name))

    def _check_table(
        self, sheet: Sheet, table: Table, style: Style | None, sender: Sender | None
    ) -> None:
        table.columns = [
            column
            if column.index not in sheet.hidden_columns or column.kind == "empty"
            else replace(column, kind="passed_over", name=None, reason="cột ẩn")
            for column in table.columns
        ]
        settled = period_of(sheet, table, self.stated)
        required = frozenset(table.form.required(settled.id))
        blocking = [*settled.findings, *_column_errors(sheet, table, required, sender)]
        on = period_bounds(settled.id, table.form.calendar)[1] if settled.id else None
        context = TableContext(
            settled.id,
            settled.year,
            unit_of(sheet, table),
            style,
            on,
            _agency_commune(sheet, sender),
            required,
        )
        checked = TableCheck(sheet, table, context, self.today, blocking).run()
        self.tables.append(checked.result)
        self.findings.extend(checked.findings)

    def _nil_without_table(self, sheet: Sheet, sender: Sender | None) -> bool:
        """A form's title with "Không phát sinh" below and no table is a nil return."""
        texts = texts_of(sheet, (0, len(sheet.grid)))
        pattern = vocabulary().rows["nil"]
        nil = [(cell, t) for cell, t in texts if len(t) < 200 and pattern.search(fold(t))]
        if not nil:
            return False
        form = self._form_by_title([fold(sheet.name), *(fold(t) for _, t in texts)])
        if form is None:
            return False
        period = next((m.id for _, t in texts for m in mentions(t, form.calendar) if m.id), None)
        self.tables.append(nil_table(form, sheet.name, nil[0][0], period or self.stated))
        return True

    def _form_by_title(self, texts: list[str]) -> Form | None:
        """The form whose number stands in the texts, else the one that a title names first."""
        numbered = [f for f in self.forms if any(fold(f.number) in text for text in texts)]
        if len(numbered) == 1:
            return numbered[0]
        for text in texts:
            places = {
                form.id: min(text.find(fold(t)) for t in form.titles if fold(t) in text)
                for form in self.forms
                if any(fold(t) in text for t in form.titles)
            }
            first = [f for f in self.forms if places.get(f.id) == min(places.values(), default=-1)]
            if len(first) == 1:
                return first[0]
        return None

    def _say_no_table(self, visible: list[Sheet]) -> None:
        names = "; ".join(f"{f.title.vi} ({f.number})" for f in load_forms().values())
        if self.wanted:
            others = TableFinder(list(load_forms().values()))
            for sheet in visible:
                for table in others.find(sheet):
                    wanted = load_forms()[self.wanted].title.vi
                    self.findings.append(
                        finding(
                            "wrong_form",
                            sheet=sheet.name,
                            cell=address(table.top, 0),
                            found=table.form.title.vi,
                            wanted=wanted,
                            seen=table.form.title.vi,
                        )
                    )
                    return
        sheet = visible[0].name if visible else None
        self.findings.append(finding("unknown_form", sheet=sheet, forms=names))

    def _outcome(self) -> str:
        severities = {item.severity for item in self.findings}
        if "error" in severities:
            return "rejected"
        return "accepted_with_warnings" if "warning" in severities else "accepted"


def nil_table(form: Form, sheet: str, cell: str, period: str | None) -> dict[str, Any]:
    """The result of a form that states "Không phát sinh" without drawing its table."""
    return {
        "form": form.id,
        "sheet": sheet,
        "range": cell,
        "period": period,
        "nil_return": True,
        "rows_read": 1,
        "rows_accepted": 0,
        "rows_rejected": 0,
        "rows_not_data": 1,
        "row_kinds": {"nil": 1},
        "records": 0,
        "rows": [],
        "totals": [],
    }


def _has_own_period(sheet: Sheet, table: Table) -> bool:
    """A second table of the same form on a sheet counts only when its title names a quarter."""
    if table.is_wide:
        return True
    return any(
        mention.quarter
        for _, text in texts_of(sheet, table.preamble)
        for mention in mentions(text, table.form.calendar)
    )


def _agency_commune(sheet: Sheet, sender: Sender | None) -> tuple[str, str] | None:
    own = sender_of(sheet) or sender
    if own is None or own.commune_code not in communes():
        return None
    return str(own.commune_code), own.cell


def _column_errors(
    sheet: Sheet, table: Table, required: frozenset[str], sender: Sender | None
) -> list[Finding]:
    errors = []
    cell = address(table.top, min(c.index for c in table.columns if c.kind != "empty"))
    present = "; ".join(c.label for c in table.columns if c.path)
    for name, contract in table.form.columns.items():
        if name not in required or name in table.names:
            continue
        if contract.default == "agency" and _agency_commune(sheet, sender):
            continue
        errors.append(
            finding(
                "missing_column",
                sheet=sheet.name,
                cell=cell,
                column=contract.labels[0],
                labels=", ".join(contract.labels[:4]),
                present=present,
            )
        )
    seen: dict[tuple[Any, ...], Any] = {}
    for column in table.matched:
        key = column.name, column.year, column.quarter
        contract = table.form.columns[str(column.name)]
        if key in seen and not contract.is_personal:
            errors.append(
                finding(
                    "duplicate_column",
                    sheet=sheet.name,
                    cell=address(table.top, column.index),
                    found=f"{seen[key].label}; {column.label}",
                    column=contract.labels[0],
                )
            )
        seen.setdefault(key, column)
    return errors

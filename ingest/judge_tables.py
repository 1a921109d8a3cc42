"""What becomes of each table of a file: accepted, sent back ("trả lại"), or a mere copy.

A table is sent back when a finding at it is an error; the other tables of the file are not held
up by it. A table that says again what the sender has said already is checked against that: the
same values are noted, other values need an explicit replacement ("bản thay thế"), without which
the table is sent back. A log is a running register and just goes on.
"""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from ingest import reference
from ingest.contract import Form, load_forms
from ingest.coverage import (
    Covered,
    coverage_of,
    outside_obligation,
    owed_communes,
    periods_of,
)
from ingest.findings import Finding
from ingest.ledger import standing_coverage
from ingest.place_findings import attribute_findings
from ingest.table_rows import row_count

Status = Literal["accepted", "returned", "copy"]
NAMED_AT_MOST = 5


@dataclass(slots=True)
class Judgement:
    """What becomes of one table.

    Attributes:
        table: the table of the check result.
        table_no: its number in the file, from 1.
        form: its form's contract.
        status: ``copy`` is a table that repeats another one of the same file, value for value.
        coverage: what it reports on.
        periods: the quarters it is about.
        findings: what was found at it, by the reader and here.
    """

    table: dict[str, Any]
    table_no: int
    form: Form
    status: Status = "accepted"
    coverage: list[Covered] = field(default_factory=list)
    periods: list[str] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)

    def add(self, severity: str, code: str, found: str, allowed: str | None, message: str) -> None:
        """Add a finding at the whole table; an error sends the table back."""
        sheet, cell = self.table["sheet"], self.table["range"]
        finding = Finding(severity, code, sheet, cell, found, allowed, message)
        self.findings.append(finding.to_dict())
        if severity == "error":
            self.status = "returned"

    def count(self, severity: str) -> int:
        """How many findings of a severity stand at it."""
        return sum(1 for finding in self.findings if finding["severity"] == severity)

    @property
    def outcome(self) -> str:
        """The table's outcome in the words of the check result."""
        if self.status == "returned":
            return "rejected"
        return "accepted_with_warnings" if self.count("warning") else "accepted"


def judge_tables(
    check: dict[str, Any],
    agency: reference.Agency | None,
    stated_period: str | None,
    *,
    received_on: date,
    is_replacement: bool,
    ledger: sqlite3.Connection,
    own_loads: set[str],
) -> list[Judgement]:
    """Judge all tables of a check result against each other and what the ledger holds.

    Args:
        check: check result with rows.
        agency: the sender; None when unknown, which sends every table back.
        stated_period: quarter stated with the submission.
        received_on: day of receipt.
        is_replacement: whether the sender calls the file a replacement.
        ledger: open ledger; only read.
        own_loads: earlier loads of this same file, which it does not contradict.

    Returns:
        One judgement a table, in the order of the file.
    """
    found_at = attribute_findings(check["findings"], check["tables"])
    forms = load_forms()
    judged = []
    for number, table in enumerate(check["tables"], start=1):
        one = Judgement(table, number, forms[table["form"]], findings=found_at[number - 1])
        judged.append(one)
        if table["rows_rejected"] or one.count("error") or agency is None:
            one.status = "returned"
        one.periods = periods_of(table, one.form, stated_period)
        if agency is None:
            continue
        one.coverage = coverage_of(table, one.form, agency, stated_period)
        _check_says_something(one, agency)
        _check_has_begun(one, received_on)
        _check_obligation(one, agency)
    _compare_within_file(judged)
    for one in judged:
        if agency and one.status == "accepted" and one.form.kind != "log":
            _compare_with_standing(one, agency, is_replacement, ledger, own_loads)
    return judged


def _check_says_something(one: Judgement, agency: reference.Agency) -> None:
    """A table that covers nothing would be taken in and count nowhere: it is sent back.

    But for "không phát sinh" of a sender that may send the form without owing it.
    """
    table = one.table
    if one.coverage or one.status == "returned":
        return
    if not one.periods:
        one.add(
            "error",
            "period_missing",
            "không ghi quý báo cáo",
            "một quý, ví dụ “Quý III năm 2026”",
            "Không biết bảng này báo cáo quý nào. Hãy ghi quý vào tiêu đề bảng, hoặc nêu quý khi "
            "nộp (--period 2026Q3), rồi gửi lại.",
        )
    elif not row_count(table) and not table["nil_return"]:
        one.add(
            "error",
            "empty_table",
            "không có dòng số liệu nào",
            "ít nhất một dòng số liệu, hoặc ghi rõ “Không phát sinh”",
            "Bảng không có số liệu. Nếu trong quý không phát sinh, hãy ghi “Không phát sinh” dưới "
            "dòng tiêu đề rồi gửi lại.",
        )
    elif table["nil_return"] and owed_communes(agency, one.form, one.periods[0]):
        one.add(
            "note",
            "nil_not_counted",
            "“Không phát sinh”",
            None,
            "Đã ghi nhận “Không phát sinh”. Các xã, phường tự báo cáo biểu này, nên đây không được "
            "tính là số 0 thay cho xã, phường chưa báo cáo.",
        )
    else:
        one.add(
            "error",
            "coverage_missing",
            "không xác định được xã, phường nào",
            "tên xã, phường ở từng dòng, hoặc đơn vị gửi có trong danh sách báo cáo biểu này",
            "Không biết bảng này báo cáo cho xã, phường nào. Hãy ghi tên xã, phường rồi gửi lại.",
        )


def _check_has_begun(one: Judgement, received_on: date) -> None:
    """Ask about quarters that lay ahead when the file came: most often the year is mistyped."""
    ahead = []
    for period in one.periods:
        try:
            starts_on, _ = reference.period_bounds(period, one.form.calendar)
        except LookupError:  # a slip in a date; the reader has asked about it
            continue
        if starts_on > received_on:
            ahead.append(period)
    if ahead:
        one.add(
            "warning",
            "period_not_begun",
            _some(ahead),
            f"quý đã bắt đầu vào ngày nhận ({received_on:%d/%m/%Y})",
            "Quý báo cáo chưa bắt đầu khi nhận tệp. Hãy kiểm tra năm và quý; nếu ghi nhầm, hãy sửa "
            "rồi gửi lại.",
        )


def _check_obligation(one: Judgement, agency: reference.Agency) -> None:
    """Warn of rows about communes that are not the sender's to report on."""
    rows = outside_obligation(one.table, one.form, agency, one.coverage)
    if not rows:
        return
    names = sorted({_name(row["values"]["commune"]) for row in rows})
    cells = [row["cells"].get("commune") or f"dòng {row['row']}" for row in rows]
    cells = list(dict.fromkeys(cells))  # in a wide table one cell names several records
    one.add(
        "warning",
        "outside_obligation",
        f"{len(rows)} dòng ({_some(cells)}): {_some(names)}",
        "xã, phường mà đơn vị gửi có trách nhiệm báo cáo",
        f"{agency.name} không thuộc diện báo cáo biểu “{one.form.title.vi}” cho các xã, phường "
        "này; số liệu chỉ được tính khi không đơn vị nào khác báo cáo. Hãy kiểm tra tên xã, "
        "phường.",
    )


def _compare_within_file(judged: list[Judgement]) -> None:
    """Tables of one file may complement each other; they may not contradict each other.

    A summary has one set of figures a commune and quarter. Said twice with the same values, the
    second is a copy and covers nothing; with different values nobody can know which is right,
    and both tables go back. Logs and registers are lists: two of them in a file add up.
    """
    first: dict[tuple[str, str, str], tuple[Judgement, Covered]] = {}
    clashes = defaultdict(list)
    for one in judged:
        if one.form.kind != "summary" or one.status == "returned":
            continue
        covered_before = []
        for item in one.coverage:
            key = (one.form.id, item.commune_code, item.period)
            other, said = first.setdefault(key, (one, item))
            if other is one:
                continue
            if said.content_sha256 == item.content_sha256:
                covered_before.append(item)
            else:
                clashes[other.table_no, one.table_no].append(item)
        if covered_before:
            _drop_copies(one, covered_before)
    for (left, right), items in clashes.items():
        for one, other in ((left, right), (right, left)):
            place = judged[other - 1].table
            judged[one - 1].add(
                "error",
                "overlap_in_file",
                _places(items),
                "một bộ số liệu cho mỗi xã, phường và quý",
                f"Bảng này và bảng ở trang “{place['sheet']}” ({place['range']}) ghi số liệu khác "
                "nhau cho cùng xã, phường và quý. Hãy giữ lại bảng đúng rồi gửi lại.",
            )


def _drop_copies(one: Judgement, copies: list[Covered]) -> None:
    one.coverage = [item for item in one.coverage if item not in copies]
    one.add(
        "warning",
        "copy_in_file",
        _places(copies),
        "mỗi xã, phường và quý ghi một lần",
        "Số liệu này đã có ở bảng trước trong cùng tệp, giống hệt; chỉ tính một lần.",
    )
    if not one.coverage:
        one.status = "copy"


def _compare_with_standing(
    one: Judgement,
    agency: reference.Agency,
    is_replacement: bool,
    ledger: sqlite3.Connection,
    own_loads: set[str],
) -> None:
    """Compare with what the sender has reported before and what still counts of it."""
    same, other, files = [], [], set()
    for period in one.periods:
        standing = standing_coverage(ledger, agency.agency_code, one.form.id, period)
        for item in one.coverage:
            before = standing.get(item.commune_code) if item.period == period else None
            if before is None or before["load_id"] in own_loads:
                continue
            is_same = before["content_sha256"] == item.content_sha256
            (same if is_same else other).append(item)
            files.add(before["file_name"])
    if same:
        one.add(
            "note",
            "same_content_again",
            _places(same),
            "",
            f"Số liệu này đã nhận trong {_some(sorted(files))} và không thay đổi.",
        )
    if other and is_replacement:
        one.add(
            "note",
            "replaces",
            _places(other),
            "",
            f"Bản này thay thế số liệu đã nhận trong {_some(sorted(files))}.",
        )
    elif other:
        one.add(
            "error",
            "overlap_needs_replacement",
            _places(other),
            "số liệu chưa gửi, giống bản đã gửi, hoặc bản ghi rõ “thay thế”",
            f"Đơn vị đã gửi số liệu khác cho cùng xã, phường và quý trong {_some(sorted(files))}. "
            "Nếu đây là bản sửa, hãy ghi “Bản thay thế” ở tiêu đề hoặc tên tệp rồi gửi lại; "
            "nếu không, hãy kiểm tra lại quý và xã, phường.",
        )


def _places(items: list[Covered]) -> str:
    return _some([f"{_name(i.commune_code)} {i.period}" for i in items])


def _name(commune_code: str) -> str:
    if commune_code == reference.PROVINCE_CODE:
        return "toàn tỉnh"
    commune = reference.communes().get(commune_code)
    return commune.name if commune else commune_code


def _some(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED_AT_MOST])
    rest = len(names) - NAMED_AT_MOST
    return f"{shown} và {rest} mục khác" if rest > 0 else shown

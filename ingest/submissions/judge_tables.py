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
from ingest.checks.place_findings import attribute_findings
from ingest.checks.table_rows import row_count
from ingest.communes.name_places import commune_name, places, some
from ingest.contracts.contract import Form, load_forms
from ingest.messages import finding
from ingest.submissions.coverage import (
    Covered,
    coverage_of,
    outside_obligation,
    owed_communes,
    periods_of,
)
from ingest.submissions.judge_lists import compare_with_lists
from ingest.submissions.judge_standing import compare_with_standing

Status = Literal["accepted", "returned", "copy"]


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

    def add(self, code: str, *, found: str | None = None, **fields: Any) -> None:
        """Add a finding at the whole table; an error sends the table back.

        Args:
            code: the code of an entry of the catalogue of findings.
            found: what stands there; None takes the entry's own words.
            **fields: values of the placeholders in the entry's texts.
        """
        item = finding(
            code, sheet=self.table["sheet"], cell=self.table["range"], found=found, **fields
        )
        self.findings.append(item.to_dict())
        if item.severity == "error":
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
    is_correction: bool,
    ledger: sqlite3.Connection,
    own_loads: set[str],
    receipt: int | None,
) -> list[Judgement]:
    """Judge all tables of a check result against each other and what the ledger holds.

    Args:
        check: check result with rows.
        agency: the sender; None when unknown, which sends every table back.
        stated_period: quarter stated with the submission.
        received_on: day of receipt.
        is_replacement: whether the sender calls the file a replacement ("bản thay thế").
        is_correction: whether the sender calls it a correction of form ("đính chính").
        ledger: open ledger; only read.
        own_loads: earlier loads of this same file, which it does not contradict.
        receipt: place in the order of receipt of a file that came before; None for a new one.

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
        _check_existed(one, agency)
        _check_says_something(one, agency)
        _check_has_begun(one, received_on)
        _check_obligation(one, agency)
    _compare_within_file(judged)
    if agency:
        intent = "replacement" if is_replacement else "correction" if is_correction else "none"
        compare_with_standing(judged, agency, intent, ledger, own_loads, receipt)
        compare_with_lists(judged, agency, ledger, receipt)
    return judged


def _check_existed(one: Judgement, agency: reference.Agency) -> None:
    """An office that is no more does not report on quarters that ended after it."""
    if agency.valid_to is None:
        return
    late = []
    for period in one.periods:
        try:
            ends_on = reference.period_bounds(period, one.form.calendar)[1]
        except LookupError:  # a slip in a date; the reader has asked about it
            continue
        if ends_on > agency.valid_to:
            late.append(period)
    if late:
        last_day = f"{agency.valid_to:%d/%m/%Y}"
        one.add("agency_ended", found=some(late), agency=agency.name, last_day=last_day)


def _check_says_something(one: Judgement, agency: reference.Agency) -> None:
    """A table that covers nothing would be taken in and count nowhere: it is sent back.

    But for "không phát sinh" of a sender that may send the form without owing it.
    """
    table = one.table
    if one.coverage or one.status == "returned":
        return
    if not one.periods:
        one.add("period_missing")
    elif not row_count(table) and not table["nil_return"]:
        one.add("empty_table")
    elif table["nil_return"] and owed_communes(agency, one.form, one.periods[0]):
        one.add("nil_not_counted")
    else:
        one.add("coverage_missing")


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
        one.add("period_not_begun", found=some(ahead), received_on=f"{received_on:%d/%m/%Y}")


def _check_obligation(one: Judgement, agency: reference.Agency) -> None:
    """Warn of rows about communes that are not the sender's to report on."""
    rows = outside_obligation(one.table, one.form, agency, one.coverage)
    if not rows:
        return
    names = sorted({commune_name(commune) for commune, _ in rows})
    cells = [cell for _, cell in rows]
    cells = list(dict.fromkeys(cells))  # in a wide table one cell names several records
    one.add(
        "outside_obligation",
        rows=len(rows),
        cells=some(cells),
        names=some(names),
        agency=agency.name,
        form=one.form.title.vi,
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
                "overlap_in_file",
                found=places(items),
                other_sheet=place["sheet"],
                other_range=place["range"],
            )


def _drop_copies(one: Judgement, copies: list[Covered]) -> None:
    one.coverage = [item for item in one.coverage if item not in copies]
    one.add("copy_in_file", found=places(copies))
    if not one.coverage:
        one.status = "copy"

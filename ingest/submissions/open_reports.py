"""Which reports of a quarter are still open, now: owed and not sent, or sent back.

Asked of the ledger itself, not of a release: a reminder must not go to a unit whose file came in
an hour ago.
"""

import sqlite3
from dataclasses import dataclass
from datetime import date

from ingest import reference
from ingest.contracts.contract import load_forms
from ingest.ledgers.export_ledger import EXPORTS
from ingest.submissions.due_days import due_day

MISSING, RETURNED = "chưa nộp", "trả lại"
_ACCEPTED = ("accepted", "accepted_with_warnings")
_HALF_YEARS = ("Q2", "Q4")


@dataclass(frozen=True, slots=True)
class OwedReport:
    """One form that one agency owes for one quarter.

    Attributes:
        agency: who owes it.
        form: id of the form.
        period: for example "2026Q3".
        due_on: the day on which it is due.
    """

    agency: reference.Agency
    form: str
    period: str
    due_on: date


@dataclass(frozen=True, slots=True)
class OpenReport:
    """An owed report that has not been accepted.

    Attributes:
        owed: what is owed.
        state: "chưa nộp" or "trả lại".
        file_name: of the newest attempt; None when nothing was sent.
        errors: what was wrong with that attempt, in Vietnamese, persons already covered.
    """

    owed: OwedReport
    state: str
    file_name: str | None
    errors: tuple[str, ...]


def owed_reports(period: str) -> list[OwedReport]:
    """All that is owed for a quarter, in order of due day and agency.

    Raises:
        LookupError: the quarter is not in the reporting calendar.
    """
    agencies, found = reference.agencies(), {}
    for duty in reference.obligations():
        if not duty.expected or duty.agency_code not in agencies:
            continue
        if duty.frequency == "half_year" and period[4:] not in _HALF_YEARS:
            continue
        closing = reference.period_bounds(period, duty.calendar)[1]
        if duty.valid_from <= closing and (duty.valid_to is None or closing <= duty.valid_to):
            agency = agencies[duty.agency_code]
            due_on = due_day(duty.form, period, agency.kind, duty.calendar)
            found[duty.agency_code, duty.form] = OwedReport(agency, duty.form, period, due_on)
    return sorted(found.values(), key=lambda one: (one.due_on, one.agency.agency_code, one.form))


def open_reports(book: sqlite3.Connection, period: str) -> list[OpenReport]:
    """The owed reports of a quarter that no standing load answers.

    Args:
        book: open ledger.
        period: for example "2026Q3".

    Raises:
        LookupError: the quarter is not in the reporting calendar.
    """
    standing = {row["load_id"] for row in book.execute("select load_id from standing_loads")}
    columns, query = EXPORTS["submissions"]
    names = list(columns)
    accepted, newest = set(), {}
    for row in book.execute(query):
        sent = dict(zip(names, row, strict=True))
        if sent["period"] != period:
            continue
        key = sent["agency_code"], sent["form"]
        newest[key] = sent  # in the order of attempts
        if sent["outcome"] in _ACCEPTED and sent["load_id"] in standing:
            accepted.add(key)
    found = []
    for owed in owed_reports(period):
        key = owed.agency.agency_code, owed.form
        if key in accepted:
            continue
        sent = newest.get(key)
        found.append(
            OpenReport(
                owed,
                RETURNED if sent else MISSING,
                sent["file_name"] if sent else None,
                _errors(book, sent["submission_id"]) if sent else (),
            )
        )
    return found


def _errors(book: sqlite3.Connection, submission_id: str) -> tuple[str, ...]:
    rows = book.execute(
        "select sheet, cell, message from findings "
        "where submission_id = ? and severity = 'error' order by finding_no",
        (submission_id,),
    )
    places = (
        ("!".join(part for part in (sheet, cell) if part), said) for sheet, cell, said in rows
    )
    return tuple(f"{place}: {said}" if place else said for place, said in places)


def form_title(form: str) -> str:
    """A form as officials call it: its title and, in brackets, its number."""
    contract = load_forms()[form]
    return f"{contract.title.vi} ({contract.number})"

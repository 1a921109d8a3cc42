"""What a table reports on: for which communes and quarters it says something, and what.

Coverage decides what a later table supersedes, what contradicts what, and where "nothing to
report" is a reported zero rather than a missing report. A summary covers the communes and
quarters of its records. A log or register covers the communes of the sender's obligation (a
commune its own; a department, which watches all of them, those that its rows name) in the
quarters the table is about. A nil return covers its communes without rows.

A row of a form that requires no commune (press products, union areas) and names none is about the
sender's own commune, and of a department about the province as a whole.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ingest import reference
from ingest.contract import Form
from ingest.table_rows import column_values, row_dicts


@dataclass(frozen=True, slots=True)
class Covered:
    """One commune and quarter that a table reports on.

    Attributes:
        commune_code: commune.
        period: quarter, e.g. ``2026Q3``.
        content_sha256: hash of the values reported for it, wherever in the file they stand; two
            tables that say the same of it have the same hash.
    """

    commune_code: str
    period: str
    content_sha256: str


def coverage_of(
    table: dict[str, Any], form: Form, agency: reference.Agency, stated_period: str | None
) -> list[Covered]:
    """What a table of the check result reports on.

    Args:
        table: the table, with its rows.
        form: its form's contract.
        agency: the sender.
        stated_period: quarter stated with the submission, used where the table names none.

    Returns:
        Ordered by quarter and commune; empty when nothing says which quarter or commune.
    """
    rows = row_dicts(table)
    if not rows and not table["nil_return"] and form.kind != "log":
        return []  # a list of events may be empty; figures or employers cannot just be absent
    if form.kind == "summary" and rows:
        by_key: dict[tuple[str, str], list[dict]] = defaultdict(list)
        for row in rows:
            period = row["values"].get("period") or table["period"] or stated_period
            commune = _commune_of(row, form, agency)
            if period and commune:
                by_key[commune, period].append(row)
    else:
        by_commune = _rows_by_commune(rows, form, agency)
        by_key = {}
        for period in periods_of(table, form, stated_period):
            communes = by_commune or {c: [] for c in _answered_for(agency, form, period)}
            by_key |= {(commune, period): found for commune, found in communes.items()}
    return sorted(
        (Covered(commune, period, _hash(found)) for (commune, period), found in by_key.items()),
        key=lambda covered: (covered.period, covered.commune_code),
    )


def periods_of(table: dict[str, Any], form: Form, stated_period: str | None) -> list[str]:
    """The quarters a table is about, in order.

    The records' own, else the table's, else the stated one; a log that names none is about the
    quarters in which its events lie.
    """
    own = {*column_values(table, "period")} - {None}
    if own:
        return sorted(own)
    if table["period"] or stated_period:
        return [table["period"] or stated_period]
    if form.kind != "log" or form.event_date is None:
        return []
    dates = {*column_values(table, form.event_date)} - {None}
    return sorted({reference.quarter_of(date.fromisoformat(d), form.calendar) for d in dates})


def owed_communes(agency: reference.Agency, form: Form, period: str) -> list[str]:
    """The communes on which an agency reports with a form; empty when it is not among the senders.

    Args:
        agency: the sender.
        form: the form.
        period: quarter; the obligation in force at its end counts.
    """
    return list(_owed_communes(agency.agency_code, form.id, period, form.calendar))


def _answered_for(agency: reference.Agency, form: Form, period: str) -> tuple[str, ...]:
    """The communes for which "không phát sinh" of this sender is a reported zero.

    Only of who owes the form: a zone board or a union that knows of nothing does not report for
    a commune that has kept silent, and silence must not read as zero.
    """
    return _owed_communes(agency.agency_code, form.id, period, form.calendar, expected=True)


@cache
def _owed_communes(
    agency_code: str, form_id: str, period: str, calendar: str, expected: bool = False
) -> tuple[str, ...]:
    try:
        closing = reference.period_bounds(period, calendar)[1]
    except LookupError:  # a quarter outside the calendar: nobody owes anything for it
        return ()
    owed: set[str] = set()
    for duty in reference.obligations():
        if (duty.agency_code, duty.form) != (agency_code, form_id):
            continue
        if expected and not duty.expected:
            continue
        if duty.valid_from <= closing and (duty.valid_to is None or closing <= duty.valid_to):
            owed |= _communes_named(duty.covers, agency_code)
    return tuple(sorted(owed))


def _communes_named(covers: str, agency_code: str) -> set[str]:
    """The communes that `covers` of an obligation stands for; the province for "itself"."""
    if covers == "itself":
        return {reference.PROVINCE_CODE}
    if covers == "all":
        return set(reference.communes())
    if covers == "own":
        own = reference.agencies()[agency_code].commune_code
        return {own} if own else set()
    return {code.strip() for code in covers.split(";") if code.strip()}


def outside_obligation(
    table: dict[str, Any], form: Form, agency: reference.Agency, covered: Iterable[Covered]
) -> list[dict[str, Any]]:
    """Rows about communes on which the sender does not report with this form."""
    periods = {item.period for item in covered}
    owed = {code for period in periods for code in owed_communes(agency, form, period)}
    return [
        row
        for row in row_dicts(table)
        if row["values"].get("commune") and row["values"]["commune"] not in owed
    ]


def _commune_of(row: dict[str, Any], form: Form, agency: reference.Agency) -> str | None:
    """The commune a row counts for; the province where the form needs none; None when missing."""
    commune = row["values"].get("commune")
    if commune or "commune" in form.required(row["values"].get("period")):
        return commune
    return agency.commune_code or reference.PROVINCE_CODE


def counted_for(values: dict[str, Any], form: Form, agency: reference.Agency) -> str | None:
    """The commune for which a record counts.

    Args:
        values: values of the record by column.
        form: its form's contract.
        agency: the sender.
    """
    if form.kind != "summary" and agency.commune_code:
        return agency.commune_code
    return _commune_of({"values": values}, form, agency)


def _rows_by_commune(
    rows: list[dict], form: Form, agency: reference.Agency
) -> dict[str, list[dict]]:
    """Rows of a log or register by the commune they count for; empty when there are none."""
    if rows and agency.commune_code:
        return {agency.commune_code: rows}
    by_commune = defaultdict(list)
    for row in rows:
        if commune := _commune_of(row, form, agency):
            by_commune[commune].append(row)
    return by_commune


def _hash(rows: list[dict[str, Any]]) -> str:
    """Hash of what rows say, whatever their order; a nil return has the hash of no rows."""
    said = sorted(
        json.dumps(
            {k: v for k, v in row["values"].items() if v is not None and k != "period"},
            sort_keys=True,
            ensure_ascii=False,
        )
        for row in rows
    )
    return hashlib.sha256("\n".join(said).encode()).hexdigest()

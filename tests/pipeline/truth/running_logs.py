"""Entries of running registers, each in its newest version.

A case stands in the log of every quarter until it is closed: the later log tells how it stands now.
It is known by its number (numbers begin anew each year) and, where it has none, by employer (or
place), commune and day. A replacement takes the place of all that the sender's older files said of
the commune and quarter.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.pipeline.truth.standing_tables import LOGS, Standing, Table, event_quarter

LEGAL_FORMS = (
    "cong ty|cty|trach nhiem huu han|tnhh|mot thanh vien|mtv|co phan|ctcp|"
    "doanh nghiep tu nhan|dntn|hop tac xa|htx|chi nhanh"
)


@dataclass(eq=False)
class Entry:
    """One case as its newest log tells it."""

    table: Table
    values: dict[str, Any]
    commune: str | None
    event: str  # quarter of its day
    log: str  # quarter of the log that tells it
    key: tuple
    ordinal: int
    place: int  # its row in the file

    @property
    def agency(self) -> str:
        """Who tells it."""
        return self.table.agency

    @property
    def employer(self) -> str:
        """The employer: its name without legal form."""
        return name_key(self.values.get("employer"))


def folded(text: str | None) -> str:
    """A text in lower case without Vietnamese marks."""
    plain = unicodedata.normalize("NFD", (text or "").lower().replace("đ", "d"))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).strip()


def name_key(name: str | None) -> str:
    """An employer's name as one knows it again: without legal form, marks and signs."""
    return re.sub(r"[^a-z0-9]", "", re.sub(LEGAL_FORMS, "", folded(name)))


def employer_of(values: dict[str, Any]) -> str:
    """Whom a row is about: the tax code, without one the name."""
    digits = re.sub(r"\D", "", values.get("tax_code") or "")
    return digits or f"tên {name_key(values.get('employer'))}"


def entries(standing: Standing, form: str, number: str | None = None, named: str = "employer"):
    """All cases of a log, one entry an agency and case.

    Args:
        standing: the tables that stand.
        form: the log.
        number: column of the case's number; None for a log without numbers.
        named: column that names the employer, or the place.

    Returns:
        The entries with every version of them that was not replaced, newest first: `[(newest,
        [versions]), ...]`.
    """
    versions, seen = [], Counter()
    for table in (one for one in standing.tables if one.form == form):
        for place, row in zip(table.numbers, table.rows, strict=True):
            event = event_quarter(table, row, LOGS[form])
            commune = row.get("commune") or table.commune
            key = _key(form, row, commune, event, number, named)
            seen[table.order, key] += 1
            entry = Entry(
                table, row, commune, event, table.quarter(row), key, seen[table.order, key], place
            )
            versions.append(entry)
    replaced = {}
    for table in standing.tables:
        if table.form == form and table.is_replacement:
            for commune, period in table.covered:
                where = (table.agency, commune, period)
                replaced[where] = max(table.order, replaced.get(where, -1))
    by_case: dict[tuple, list[Entry]] = {}
    for entry in versions:
        if replaced.get((entry.agency, entry.commune, entry.log), -1) > entry.table.order:
            continue
        by_case.setdefault((entry.agency, entry.key, entry.ordinal), []).append(entry)
    found = []
    for cases in by_case.values():
        cases.sort(key=lambda one: (one.log, one.table.order, one.place), reverse=True)
        found.append((cases[0], cases))
    return found


def _key(form, row, commune, event, number, named) -> tuple:
    said = (row.get(number) or "").strip() if number else ""
    if not said:
        return (name_key(row.get(named)), commune, row.get(LOGS[form]))
    year = "" if re.search(r"\d{4}", said) else event[:4]
    # decisions punish several employers under one number; a case is one employer's anyway
    employer = "" if form == "dispute_log" else name_key(row.get(named))
    if form != "dispute_log" and re.search(r"\d{4}", f"{said} {employer}"):
        year = ""
    return (folded(said), year, employer)

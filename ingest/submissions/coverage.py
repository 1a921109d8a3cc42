"""What a table reports on: for which communes and quarters it says something, and what.

Coverage decides what a later table supersedes, what contradicts what, and where "nothing to
report" is a reported zero rather than a missing report. A summary covers the communes and
quarters of its records. A log or register covers the communes of the sender's obligation (a
commune its own; a department, which watches all of them, those that its rows name) in the
quarters the table is about. A nil return covers its communes without rows. The office of a former
district knows of all communes in which units of the district lie now, named or not; where its rows
name the district alone they are about the district, whose code stands in place of a commune.

A row of a form that requires no commune (press products, union areas) and names none is about the
sender's own commune, and of a department about the province as a whole.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from json.encoder import encode_basestring
from typing import Any

import polars as pl

from ingest import reference
from ingest.checks.column_expressions import values_of
from ingest.checks.table_rows import (
    TableColumn,
    column_cells,
    column_values,
    row_count,
    row_numbers,
    table_rows,
)
from ingest.contracts.contract import Form
from ingest.former_districts import communes_in

_TEXTS: frozenset[type] = frozenset({str, type(None)})
# what JSON writes otherwise than it is
_ESCAPED = r'["\\\x00-\x1f]'


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
    count = row_count(table)
    if not count and not table["nil_return"] and form.kind != "log":
        return []  # a list of events may be empty; figures or employers cannot just be absent
    said = _said_by_record(table, form, agency)
    if form.kind == "summary" and count:
        of_table = pl.lit(table["period"] or stated_period, dtype=pl.String)
        by_key = _hashes(said.with_columns(pl.col("period").fill_null(of_table)))
    else:
        by_commune = {commune: found for (_, commune), found in _hashes(said, False).items()}
        by_key = {}
        for period in periods_of(table, form, stated_period):
            communes = by_commune or dict.fromkeys(_answered_for(agency, form, period), _NOTHING)
            if agency.district_code and by_commune.keys() - {agency.district_code}:
                answered = dict.fromkeys(_answered_for(agency, form, period), _NOTHING)
                communes = answered | by_commune
            by_key |= {(period, commune): found for commune, found in communes.items()}
    return [Covered(commune, period, found) for (period, commune), found in sorted(by_key.items())]


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
    owed = _owed_communes(agency.agency_code, form.id, period, form.calendar, expected=True)
    return tuple(code for code in owed if code != agency.district_code)


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
        agency = reference.agencies()[agency_code]
        if agency.district_code:
            return {agency.district_code, *communes_in(agency.district_code)}
        return {agency.commune_code} if agency.commune_code else set()
    return {code.strip() for code in covers.split(";") if code.strip()}


def outside_obligation(
    table: dict[str, Any], form: Form, agency: reference.Agency, covered: Iterable[Covered]
) -> list[tuple[str, str]]:
    """Records about communes on which the sender does not report with this form.

    Returns:
        (commune code, address of the cell that names it or the row) of each.
    """
    periods = {item.period for item in covered}
    owed = {code for period in periods for code in owed_communes(agency, form, period)}
    communes = column_values(table, "commune")
    if not {*communes} - owed - {None}:
        return []
    places = zip(communes, column_cells(table, "commune"), row_numbers(table), strict=True)
    return [
        (commune, cell or f"dòng {row}")
        for commune, cell, row in places
        if commune and commune not in owed
    ]


def _communes(table: dict[str, Any], form: Form, agency: reference.Agency) -> list[str | None]:
    """The commune each record counts for; the province where the form needs none; else None."""
    own = agency.commune_code or reference.PROVINCE_CODE
    needed = {
        period: "commune" in form.required(period) for period in set(column_values(table, "period"))
    }
    places = zip(column_values(table, "commune"), column_values(table, "period"), strict=True)
    return [commune or (None if needed[period] else own) for commune, period in places]


def counted_for(values: dict[str, Any], form: Form, agency: reference.Agency) -> str | None:
    """The commune for which a record counts.

    Args:
        values: values of the record by column.
        form: its form's contract.
        agency: the sender.
    """
    if form.kind != "summary" and agency.commune_code:
        return agency.commune_code
    if values.get("commune") or "commune" in form.required(values.get("period")):
        return values.get("commune")
    return agency.commune_code or reference.PROVINCE_CODE


def _said_by_record(table: dict[str, Any], form: Form, agency: reference.Agency) -> pl.DataFrame:
    """Quarter, commune for which it counts and ``said``, its values as JSON, of each record."""
    rows = table_rows(table)
    names = sorted(rows.columns.keys() - {"period"})
    parts = [_told(rows.columns[name], name).alias(name) for name in names]
    # a log or register of a commune is about that commune, whatever it names
    is_own = form.kind != "summary" and agency.commune_code
    communes = [agency.commune_code] * len(rows) if is_own else _communes(table, form, agency)
    return pl.DataFrame(
        {
            "period": pl.Series(column_values(table, "period"), dtype=pl.String),
            "commune": pl.Series(communes, dtype=pl.String),
        }
    ).with_columns(
        # a quarter is told apart from what is said; what parts a value from the next is cut off
        pl.format("{{{}}}", pl.concat_str(parts).str.head(-2) if parts else pl.lit("")).alias(
            "said"
        )
    )


def _told(column: TableColumn, name: str) -> pl.Expr:
    """What ``_as_json`` makes of each value; texts without anything special are taken as they are.

    Args:
        column: the column.
        name: its name.
    """
    if column.types <= _TEXTS:
        texts = column.coded.values if column.coded else column.values
        if not pl.Series(texts, dtype=pl.String).str.contains(_ESCAPED).any():
            said = values_of(column, pl.String)
            return pl.concat_str(pl.lit(f'"{name}": "'), said, pl.lit('", ')).fill_null("")
    return values_of(column, pl.String, partial(_as_json, name))


def _as_json(name: str, value: Any) -> str:
    """A value and its name as JSON, with what parts it from the next; empty for no value."""
    if value is None:
        return ""
    text = encode_basestring(value) if type(value) is str else json.dumps(value, ensure_ascii=False)
    return f'"{name}": {text}, '


def _hashes(said: pl.DataFrame, by_period: bool = True) -> dict[tuple[str, str], str]:
    """Hash of what records say by quarter ("" where that does not matter) and commune.

    The order of the records does not matter.
    """
    period = pl.col("period") if by_period else pl.lit("").alias("period")
    texts = (
        said.drop_nulls(["period", "commune"] if by_period else "commune")
        .group_by(period, "commune")
        .agg(pl.col("said").sort().str.join("\n").cast(pl.Binary))
    )
    return {(period, commune): _hash(text) for period, commune, text in texts.iter_rows()}


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


# what a nil return says
_NOTHING = _hash(b"")

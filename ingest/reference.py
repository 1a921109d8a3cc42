"""Reads the committed tables of data/reference: communes, former units, agencies, calendar.

Standard library only and nothing is read at import, so any command may import it. Every
table is read once and kept; the rows are frozen dataclasses.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

REFERENCE_DIR = Path(__file__).resolve().parent.parent / "data" / "reference"
MERGER_DAY = date(2025, 7, 1)
"""First day of the 99 communes; the 319 units before them ended the day before."""
PROVINCE_CODE = "15"
"""Lào Cai. Stands in place of a commune where a form is not about communes (press, union)."""


@dataclass(frozen=True, slots=True)
class Commune:
    """One of the 99 communes and wards in force since 2025-07-01."""

    commune_code: str
    name: str
    short_name: str
    unit_type: str
    former_province: str
    principal_former_district: str
    legal_basis: str
    valid_from: date
    longitude: float
    latitude: float
    tile_row: int
    tile_col: int
    sort_order: int
    source: str


@dataclass(frozen=True, slots=True)
class FormerUnit:
    """One of the 319 units that existed until 2025-06-30 and the commune it became part of."""

    old_code: str
    old_name: str
    old_short_name: str
    old_unit_type: str
    old_district: str
    old_province: str
    commune_code: str
    valid_to: date
    legal_basis: str
    source: str


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a commune: a spelling, an abbreviation or a unit abolished earlier.

    `confidence` is A (text of the decision), B (one good source) or C (inferred); a C
    alias is a hint to a person and is never matched by itself.
    """

    alias: str
    commune_code: str
    kind: str
    valid_from: date | None
    valid_to: date | None
    source: str
    confidence: str
    former_district: str


@dataclass(frozen=True, slots=True)
class Agency:
    """An office that sends reports.

    `kind` is "commune", "department" or "district" (the labour office of a district, until the
    district was abolished: `valid_to` is its last day); only the first has a commune, only the
    last a district.
    """

    agency_code: str
    name: str
    kind: str
    commune_code: str | None
    aliases: tuple[str, ...]
    source: str
    district_code: str | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One form that an agency owes or may send.

    `covers` is "own", "all", "itself" (a form that is not about communes) or commune codes
    separated by semicolons; of two agencies covering one commune the lower `precedence`
    prevails; `expected` says whether not sending counts as missing. `frequency` is "quarter" or
    "half_year": a half-yearly form is owed for the second and the fourth quarter only.
    """

    agency_code: str
    form: str
    covers: str
    calendar: str
    frequency: str
    valid_from: date
    valid_to: date | None
    precedence: int
    expected: bool
    source: str


@dataclass(frozen=True, slots=True)
class UnionArea:
    """One of the 11 unions of communes and wards, by which the union reports.

    `name` and `commune_codes` are empty until the province has filled them in: nothing is
    invented for them.
    """

    area_code: str
    kind: str
    name: str
    aliases: tuple[str, ...]
    commune_codes: tuple[str, ...]
    status: str
    source: str


@dataclass(frozen=True, slots=True)
class ReportingPeriod:
    """One quarter of one calendar with its two deadlines."""

    period_calendar: str
    period: str
    starts_on: date
    ends_on: date
    commune_deadline: date
    department_deadline: date
    source: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (REFERENCE_DIR / name).open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def communes() -> dict[str, Commune]:
    """Returns the 99 communes by code, in Vietnamese alphabetical order."""
    return {
        row["commune_code"]: Commune(
            **{
                **row,
                "valid_from": date.fromisoformat(row["valid_from"]),
                "longitude": float(row["longitude"]),
                "latitude": float(row["latitude"]),
                "tile_row": int(row["tile_row"]),
                "tile_col": int(row["tile_col"]),
                "sort_order": int(row["sort_order"]),
            }
        )
        for row in _rows("communes.csv")
    }


@lru_cache(maxsize=1)
def commune_history() -> tuple[FormerUnit, ...]:
    """Returns the 319 former units in order of their former code."""
    return tuple(
        FormerUnit(**{**row, "valid_to": date.fromisoformat(row["valid_to"])})
        for row in _rows("commune_history.csv")
    )


@lru_cache(maxsize=1)
def aliases() -> tuple[Alias, ...]:
    """Returns other names of communes; a name with two communes has two rows."""
    return tuple(
        Alias(**{**row, "valid_from": _day(row["valid_from"]), "valid_to": _day(row["valid_to"])})
        for row in _rows("commune_aliases.csv")
    )


@lru_cache(maxsize=1)
def agencies() -> dict[str, Agency]:
    """Returns the agencies by code: 99 communes, the departments, 18 former districts."""
    return {
        row["agency_code"]: Agency(
            **{
                **row,
                "commune_code": row["commune_code"] or None,
                "district_code": row["district_code"] or None,
                "aliases": tuple(a for a in row["aliases"].split("|") if a),
                "valid_to": _day(row["valid_to"]),
            }
        )
        for row in _rows("agencies.csv")
    }


@lru_cache(maxsize=1)
def obligations() -> tuple[Obligation, ...]:
    """Returns who sends which form, in the order of the file."""
    return tuple(
        Obligation(
            **{
                **row,
                "valid_from": date.fromisoformat(row["valid_from"]),
                "valid_to": _day(row["valid_to"]),
                "precedence": int(row["precedence"]),
                "expected": row["expected"] == "true",
            }
        )
        for row in _rows("obligations.csv")
    )


@lru_cache(maxsize=1)
def union_areas() -> dict[str, UnionArea]:
    """Returns the 11 union areas by code; those not filled in yet have no name."""
    return {
        row["area_code"]: UnionArea(
            **{
                **row,
                "aliases": tuple(a for a in row["aliases"].split("|") if a),
                "commune_codes": tuple(c for c in row["commune_codes"].split(";") if c),
            }
        )
        for row in _rows("union_areas.csv")
    }


@lru_cache(maxsize=1)
def reporting_calendar() -> dict[tuple[str, str], ReportingPeriod]:
    """Returns the quarters by (calendar, period), for example ("BCDK", "2026Q3")."""
    days = ("starts_on", "ends_on", "commune_deadline", "department_deadline")
    return {
        (row["period_calendar"], row["period"]): ReportingPeriod(
            **{**row, **{name: date.fromisoformat(row[name]) for name in days}}
        )
        for row in _rows("reporting_calendar.csv")
    }


def _reporting_period(period: str, calendar: str) -> ReportingPeriod:
    try:
        return reporting_calendar()[calendar, period]
    except KeyError:
        known = [p for c, p in reporting_calendar() if c == calendar]
        allowed = f"từ {known[0]} đến {known[-1]}" if known else "chỉ có BCDK và THONGKE"
        raise LookupError(
            f"Kỳ {period} không có trong lịch báo cáo {calendar} ({allowed}); "
            "bổ sung vào data/reference/reporting_calendar.csv."
        ) from None


def period_bounds(period: str, calendar: str = "BCDK") -> tuple[date, date]:
    """Returns the first and the last day of a quarter, both included.

    Args:
        period: for example "2026Q3".
        calendar: "BCDK" (NĐ 09/2019) or "THONGKE" (calendar quarter).

    Raises:
        LookupError: the calendar or the period is not in reporting_calendar.csv.
    """
    row = _reporting_period(period, calendar)
    return row.starts_on, row.ends_on


def quarter_of(day: date, calendar: str = "BCDK") -> str:
    """Returns the quarter that a day belongs to, also for days outside the table.

    Args:
        day: a date (of a datetime the date part counts).
        calendar: "BCDK" or "THONGKE".

    Raises:
        LookupError: no such calendar.
    """
    # The bounds repeat every year: look the day up in a year that the table surely has.
    model_year = 2026
    month, day_of_month = day.month, day.day
    if (month, day_of_month) == (2, 29):
        day_of_month = 28
    model = date(model_year, month, day_of_month)
    for (name, period), row in reporting_calendar().items():
        if name == calendar and row.starts_on <= model <= row.ends_on:
            return f"{day.year + int(period[:4]) - model_year}{period[4:]}"
    raise LookupError(f"Không có lịch báo cáo {calendar} (chỉ có BCDK và THONGKE).")


def deadline(period: str, kind: str, calendar: str = "BCDK") -> date:
    """Returns the day on which a report is due.

    Args:
        period: for example "2026Q3".
        kind: "commune" or "department", as in agencies.csv.
        calendar: "BCDK" or "THONGKE".

    Raises:
        LookupError: the period is not in the calendar.
        ValueError: `kind` is neither of the two.
    """
    row = _reporting_period(period, calendar)
    if kind == "commune":
        return row.commune_deadline
    if kind == "department":
        return row.department_deadline
    raise ValueError(f"kind must be commune or department, got {kind!r}")

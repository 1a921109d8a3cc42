"""Who owes which form, and who prevails: the reference tables in plain words."""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from tests.pipeline.truth.calendar_quarters import bounds

REFERENCE = Path(__file__).resolve().parents[3] / "data" / "reference"
PROVINCE = "15"


def reference(name: str) -> list[dict[str, str]]:
    """Rows of a reference table."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def calendar_of(form: str) -> str:
    """The calendar in which a form is reported."""
    return "THONGKE" if form in ("union_summary", "social_insurance") else "BCDK"


@cache
def duties() -> dict[tuple[str, str], list[dict[str, str]]]:
    """(agency, form) -> its obligations."""
    found = defaultdict(list)
    for row in reference("obligations"):
        found[row["agency_code"], row["form"]].append(row)
    return found


@cache
def duty(agency: str, form: str, period: str) -> dict[str, str] | None:
    """The obligation of an agency at the end of a quarter, None without one."""
    closing = bounds(period, calendar_of(form))[1].isoformat()
    held = [
        row
        for row in duties()[agency, form]
        if row["valid_from"] <= closing and (not row["valid_to"] or closing <= row["valid_to"])
    ]
    return min(held, key=lambda row: int(row["precedence"]), default=None)


@cache
def communes_of(district: str) -> frozenset[str]:
    """Communes of today in which units of a former district lie."""
    name = next(
        row["name"] for row in reference("former_districts") if row["district_code"] == district
    )
    return frozenset(
        row["commune_code"] for row in reference("commune_history") if row["old_district"] == name
    )


@cache
def own_areas(agency: str) -> frozenset[str]:
    """What an agency is about by itself: its commune; a district's office the whole and each."""
    row = next(row for row in reference("agencies") if row["agency_code"] == agency)
    if row["district_code"]:
        return communes_of(row["district_code"]) | {row["district_code"]}
    return frozenset({row["commune_code"]} - {""})


def place_of(agency: str, form: str, commune: str, period: str) -> int:
    """Place of a sender among those who report on a commune; 9 for one whom nobody asked.

    Args:
        agency: the sender.
        form: the form.
        commune: on which it reports.
        period: quarter; the obligation at its end counts.
    """
    held = duty(agency, form, period)
    if held is None or commune == PROVINCE:
        return 9
    if held["covers"] == "own" and commune not in own_areas(agency):
        return 9
    return int(held["precedence"])

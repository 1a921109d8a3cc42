"""How many communes should have told an indicator: those on which somebody owes its main form.

A commune counts once a quarter of the numerator, whoever owes the form on it; a half-yearly form is
owed for the second and the fourth quarter. What rests on the log of submissions is due wherever a
commune, or before the merger the office of its district, owes any form. Of an indicator of the
province alone the communes are counted together.
"""

from collections import defaultdict
from functools import cache

from tests.pipeline.truth.calendar_quarters import bounds
from tests.pipeline.truth.obligations import (
    PROVINCE,
    calendar_of,
    communes_of,
    reference,
)

ANY_FORM = ("CI-09", "DQ-01", "DQ-02", "DQ-03", "DQ-04")
MAIN_FORMS = {
    "inspection_summary": ("CI-01", "CI-02", "CI-03", "CI-04", "CI-05", "CI-06", "CI-07", "CI-08"),
    "dispute_log": ("DS-01", "DS-02", "DS-03", "DS-04", "DS-05"),
    "stoppage_log": ("DS-06", "DS-07", "DS-08", "DS-09", "DS-10"),
    "outreach_summary": ("OE-01", "OE-02", "OE-03", "OE-07"),
    "outreach_sessions": ("OE-04",),
    "media_products": ("OE-05",),
    "grassroots_media": ("OE-06",),
    "union_summary": ("LR-01",),
    "employer_register": ("LR-02", "LR-03", "LR-04", "LR-05"),
    "social_insurance": ("LR-06", "LR-07"),
    "accident_summary": ("LR-08",),
}


def expected(kpi: str, lowest: str, quarters: list[str]) -> dict[tuple[str, str], int]:
    """(member, quarter) -> communes that are due; without an entry nobody owes anything.

    Args:
        kpi: the indicator.
        lowest: the smallest area for which it is stated.
        quarters: the quarters that are shown.
    """
    form = next((form for form, kpis in MAIN_FORMS.items() if kpi in kpis), None)
    found = {}
    for quarter in quarters:
        communes = _due(form, quarter)
        if lowest == "province" and communes:
            found[PROVINCE, quarter] = len(communes)
        elif lowest == "commune":
            found |= {(commune, quarter): 1 for commune in communes}
    return found


@cache
def _due(form: str | None, quarter: str) -> frozenset[str]:
    due = set()
    for row in _obligations().get(form, ()):
        closing = bounds(quarter, calendar_of(row["form"]))[1].isoformat()
        is_valid = row["valid_from"] <= closing <= (row["valid_to"] or "9999")
        if is_valid and (row["frequency"] == "quarter" or quarter[5] in "24"):
            due |= _communes(row)
    return frozenset(due)


@cache
def _obligations() -> dict[str | None, list[dict[str, str]]]:
    """Expected obligations by form; under None all of communes and former districts."""
    kinds = {row["agency_code"]: row["kind"] for row in reference("agencies")}
    found = defaultdict(list)
    for row in reference("obligations"):
        if row["expected"] == "true":
            found[row["form"]].append(row)
            if kinds[row["agency_code"]] in ("commune", "district"):
                found[None].append(row)
    return found


def _communes(row: dict[str, str]) -> set[str]:
    if row["covers"] == "all":
        return {commune["commune_code"] for commune in reference("communes")}
    if row["covers"] != "own":
        return set()
    agency = next(a for a in reference("agencies") if a["agency_code"] == row["agency_code"])
    if agency["district_code"]:
        return set(communes_of(agency["district_code"]))
    return {agency["commune_code"]} - {""}

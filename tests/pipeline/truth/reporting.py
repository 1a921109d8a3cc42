"""DQ-01 to DQ-04, the discipline of reporting of communes, before the merger of former districts.

DQ-01: communes all of whose required forms were accepted for the first time by the end of the day
on which they were due, over communes that owe reports. DQ-02: mandatory figures that state a number
(0 is one) over the mandatory figures of the forms that stand. DQ-03: forms without an error when
first sent over forms sent. DQ-04: forms of which a replacement was accepted after a first
acceptance, over forms accepted. What a file was called when it came, and when, is in the receipts.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from tests.pipeline.truth.calendar_quarters import bounds
from tests.pipeline.truth.obligations import duties, reference
from tests.pipeline.truth.standing_tables import Standing, Table
from tests.pipeline.truth.sums import Part, Rule

RULES = {
    "DQ-01": Rule("flow", "flow", 100),
    "DQ-02": Rule("flow", "flow", 100),
    "DQ-03": Rule("flow", "flow", 100),
    "DQ-04": Rule("flow", "flow", 100),
}
MANDATORY_FIGURES = {
    "accident_summary": ("accidents", "victims"),
    "dispute_summary": ("received_total",),
    "employer_register": ("workers",),
    "grassroots_media": ("broadcasts", "broadcast_time"),
    "inspection_list": ("violations",),
    "inspection_summary": (
        "inspections",
        "employers_inspected",
        "employers_violating",
        "violations",
    ),
    "outreach_sessions": ("attendances",),
    "outreach_summary": ("sessions", "attendances"),
    "penalty_decisions": ("fine_vnd",),
    "stoppage_log": ("workers_involved",),
}


def parts(standing: Standing) -> Iterator[Part]:
    """What each commune and quarter contributes.

    Args:
        standing: the tables that stand, and all that came.
    """
    sent, stands = defaultdict(list), defaultdict(list)
    for table in standing.all_tables:
        if area := table.commune or table.district:
            sent[area, table.form, table.period or table.stated].append(table)
    for table in standing.tables:
        if area := table.commune or table.district:
            stands[area, table.form, table.period or table.stated].append(table)
    yield from _on_time(stands, {quarter for _, _, quarter in sent})
    yield from _figures(stands)
    for (commune, _, quarter), tables in sent.items():
        first = [table for table in tables if table.order == tables[0].order]
        clean = all(table.is_accepted for table in first)
        yield Part("DQ-03", "numerator", commune, quarter, int(clean))
        yield Part("DQ-03", "denominator", commune, quarter, 1)
    for (commune, _, quarter), tables in stands.items():
        replaced = any(t.is_replacement and t.order > tables[0].order for t in tables)
        yield Part("DQ-04", "numerator", commune, quarter, int(replaced))
        yield Part("DQ-04", "denominator", commune, quarter, 1)


def owed_forms(quarters: set[str]) -> dict[tuple[str, str], set[str]]:
    """(commune or former district, quarter) -> the forms that it owes.

    Args:
        quarters: the quarters asked for.
    """
    owed = defaultdict(set)
    communes = {
        row["agency_code"]: row["commune_code"] or row["district_code"]
        for row in reference("agencies")
        if row["kind"] in ("commune", "district")
    }
    for (agency, form), held in duties().items():
        for row in held if agency in communes else []:
            for quarter in quarters if row["expected"] == "true" else ():
                closing = bounds(quarter, "BCDK")[1].isoformat()
                is_valid = row["valid_from"] <= closing <= (row["valid_to"] or "9999")
                if is_valid and (row["frequency"] == "quarter" or quarter[5] in "24"):
                    owed[communes[agency], quarter].add(form)
    return owed


def _on_time(stands: dict[tuple, list[Table]], quarters: set[str]) -> Iterator[Part]:
    for (commune, quarter), forms in owed_forms(quarters).items():
        in_time = all(
            (tables := stands.get((commune, form, quarter)))
            and tables[0].received_at[:10] <= _due(form, quarter)
            for form in forms
        )
        yield Part("DQ-01", "numerator", commune, quarter, int(in_time))
        yield Part("DQ-01", "denominator", commune, quarter, 1)


@cache
def _deadlines() -> dict[tuple[str, str], str]:
    return {
        (row["form"], row["period"]): row["due_on"]
        for row in reference("deadlines")
        if row["agency_kind"] == "commune" and row["period_calendar"] == "BCDK"
    }


def _due(form: str, quarter: str) -> str:
    return _deadlines().get((form, quarter)) or _deadlines()["*", quarter]


def _figures(stands: dict[tuple, list[Table]]) -> Iterator[Part]:
    for (commune, form, quarter), tables in stands.items():
        # a form without any figure to fill in has no cell, and says so
        yield Part("DQ-02", "numerator", commune, quarter, 0)
        yield Part("DQ-02", "denominator", commune, quarter, 0)
        for table in tables:
            if table.order != tables[-1].order:
                continue
            for row, cells in zip(table.rows, table.cells, strict=True):
                if table.quarter(row) != quarter:
                    continue
                for column in MANDATORY_FIGURES.get(form, ()):
                    if cells.get(column):
                        stated = int(row.get(column) is not None)
                        yield Part("DQ-02", "numerator", commune, quarter, stated)
                        yield Part("DQ-02", "denominator", commune, quarter, 1)

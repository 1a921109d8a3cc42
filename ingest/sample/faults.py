"""Faults planted in a few workbooks, each known by its code and, once drawn, by its cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from ingest.sample.agency_style import Style
from ingest.sample.figures import Quarter
from ingest.sample.spelling import ROMAN
from ingest.sample.tables import Drawn, Row, Table

FORM_OF_FAULT = {
    "unknown_commune": "employer_register",
    "rule_broken": "inspection_summary",
    "total_mismatch": "employer_register",
    "not_a_number": "inspection_summary",
    "bad_date": "dispute_log",
    "duplicate_row": "employer_register",
    "period_conflict": "outreach_summary",
    "negative_number": "outreach_summary",
    "date_after_period": "dispute_log",
    "unknown_column": "outreach_summary",
    "not_whole_number": "outreach_summary",
    "unknown_code": "dispute_log",
    "missing_column": "inspection_summary",
}
FAULT_ORDER = tuple(FORM_OF_FAULT)
# not one of the planned faults: offices leave figures out now and then
BLANK = "blank_mandatory"
WARNINGS = {BLANK, "total_mismatch", "duplicate_row", "date_after_period", "unknown_column"}
UNKNOWN_COMMUNE = "Xã Suối Mẫu"


@dataclass(frozen=True)
class Planted:
    """A fault in a table; `cell_in` finds its address in the drawn sheet (None without one)."""

    code: str
    cell_in: Callable[[Drawn], str | None]

    @property
    def severity(self) -> str:
        """ "warning" where the row still counts, else "error"."""
        return "warning" if self.code in WARNINGS else "error"


def steady(style: Style, fault: str) -> Style:
    """The agency's style without what would blur a fault.

    Sums over a wrong figure would be a second finding; a planted wrong total needs a total row.
    """
    if fault == "total_mismatch":
        return replace(style, totals="last", numbering="letters")
    return replace(style, totals="none", subset_row=False, ytd_row=False)


def plant(fault: str, table: Table) -> Planted:
    """Put a fault into a table before it is drawn.

    Args:
        fault: a code of `FORM_OF_FAULT`.
        table: the table of that form; it is changed.

    Returns:
        The fault, with the way to its cell.
    """
    return _PLANTERS[fault](fault, table)


def _spoil(fault: str, table: Table, key: str, raw, index: int = 0) -> Planted:
    row = table.rows[index]
    row.raw[key] = raw
    row.accepted = False
    return Planted(fault, lambda drawn: drawn.row_cells[index][key])


def _unknown_commune(fault: str, table: Table) -> Planted:
    return _spoil(fault, table, "commune", UNKNOWN_COMMUNE)


def _not_a_number(fault: str, table: Table) -> Planted:
    return _spoil(fault, table, "violations", "nhiều")


def _rule_broken(fault: str, table: Table) -> Planted:
    values = table.rows[0].values
    too_many = values["employers_inspected"] + 2
    # enough acts for so many violators: only one rule is broken
    table.rows[0].raw["violations"] = too_many + 1
    return _spoil(fault, table, "employers_violating", too_many)


def _total_mismatch(fault: str, table: Table) -> Planted:
    table.total_off = {"workers": 10}
    return Planted(fault, lambda drawn: drawn.total_cells["workers"])


def _duplicate_row(fault: str, table: Table) -> Planted:
    rows = table.sections[0][1]
    rows.insert(1, Row(dict(rows[0].values), copy_of_above=True))
    return Planted(fault, lambda drawn: drawn.row_cells[1]["employer"])


def _bad_date(fault: str, table: Table) -> Planted:
    return _spoil(fault, table, "received_on", f"31/02/{table.quarter.year}")


def _date_after_period(fault: str, table: Table) -> Planted:
    index = len(table.rows) - 1
    row = table.rows[index]
    day = table.quarter.ends_on + timedelta(days=1)
    # nothing has become yet of a case received that late; a mediator had none of it before
    for key in ("mediator_received_on", "mediation_ended_on", "mediation_outcome", "closed_on"):
        row.values[key] = None
    row.values["outcome"] = "pending"
    row.raw["received_on"] = day.strftime("%d/%m/%Y")
    row.true_values["received_on"] = day.isoformat()
    return Planted(fault, lambda drawn: drawn.row_cells[index]["received_on"])


def _unknown_code(fault: str, table: Table) -> Planted:
    return _spoil(fault, table, "outcome", "Đã xong")


def _negative_number(fault: str, table: Table) -> Planted:
    return _spoil(fault, table, "materials_distributed", -15)


def _not_whole_number(fault: str, table: Table) -> Planted:
    return _spoil(fault, table, "attendances", 120.5)


def _period_conflict(fault: str, table: Table) -> Planted:
    quarter: Quarter = table.quarter
    other = quarter.quarter % 4 + 1
    table.sheet_name = f"Quý {ROMAN[other]} {quarter.year}"
    table.accepted = False
    return Planted(fault, lambda drawn: drawn.period_cell)


def _missing_column(fault: str, table: Table) -> Planted:
    table.without = "employers_inspected"
    table.accepted = False
    return Planted(fault, lambda drawn: next(iter(drawn.header_cells.values())))


def _unknown_column(fault: str, table: Table) -> Planted:
    table.extra = "Xếp loại thi đua"
    return Planted(fault, lambda drawn: drawn.header_cells["_unknown"])


def _blank(fault: str, table: Table) -> Planted:
    row = table.rows[0]
    row.raw["violations"] = None
    row.true_values["violations"] = None
    return Planted(fault, lambda drawn: drawn.row_cells[0]["violations"])


_PLANTERS: dict[str, Callable[[str, Table], Planted]] = {
    "unknown_commune": _unknown_commune,
    "rule_broken": _rule_broken,
    "total_mismatch": _total_mismatch,
    "not_a_number": _not_a_number,
    "bad_date": _bad_date,
    "duplicate_row": _duplicate_row,
    "period_conflict": _period_conflict,
    "negative_number": _negative_number,
    "date_after_period": _date_after_period,
    "unknown_column": _unknown_column,
    "not_whole_number": _not_whole_number,
    "unknown_code": _unknown_code,
    "missing_column": _missing_column,
    BLANK: _blank,
}

"""Check results made by hand, in the shape that the reader gives; every figure is made up."""

import hashlib
from pathlib import Path
from typing import Any

BAO_THANG, GIA_PHU, TANG_LOONG = "02905", "02923", "02908"

INSPECTION = {
    "commune": BAO_THANG,
    "inspections": 3,
    "employers_inspected": 5,
    "employers_violating": 2,
    "violations": 4,
    "penalty_decisions": 1,
    "fines_vnd": 15_000_000,
}
DISPUTE = {
    "case_no": "12/TL",
    "received_on": "2026-07-02",
    "employer": "Công ty TNHH Giả Lập Một",
    "commune": BAO_THANG,
    "dispute_type": "individual",
    "workers_involved": 1,
    "closed_on": None,
    "outcome": "pending",
}
STOPPAGE = {
    "employer": "Công ty TNHH Giả Lập Hai",
    "commune": BAO_THANG,
    "event_type": "collective_stoppage",
    "started_on": "2026-07-10",
    "workers_involved": 40,
    "days_not_worked": 60.5,
}
EMPLOYER = {
    "employer": "Công ty TNHH Giả Lập Ba",
    "commune": BAO_THANG,
    "workers": 120,
    "has_union": True,
    "status": "active",
}


def make_table(
    form: str,
    *rows: dict[str, Any],
    period: str | None = "2026Q3",
    nil: bool = False,
    rejected: int = 0,
    sheet: str = "Biểu",
    at: str = "A8:H20",
) -> dict[str, Any]:
    """A table of a check result; its rows stand in row 10 and below, columns from B on."""
    return {
        "form": form,
        "sheet": sheet,
        "range": at,
        "period": period,
        "nil_return": nil,
        "rows_read": len(rows) + rejected + 2,
        "rows_accepted": len(rows),
        "rows_rejected": rejected,
        "rows_not_data": 2,
        "records": len(rows),
        "rows": [
            {
                "row": 10 + i,
                "values": values,
                "cells": {name: f"{chr(66 + n)}{10 + i}" for n, name in enumerate(values)},
                "states": dict.fromkeys(values, "value"),
            }
            for i, values in enumerate(rows)
        ],
        "totals": [],
    }


def make_finding(severity: str, code: str, sheet: str | None = None, cell: str | None = None):
    """A finding of a check result."""
    place = {"severity": severity, "code": code, "sheet": sheet, "cell": cell}
    return place | {"found": "x", "allowed": "y", "message": "Giả lập."}


def make_check(
    path: Path,
    *tables: dict[str, Any],
    agency: str | None = "X02905",
    findings: tuple = (),
    outcome: str = "accepted",
    replacement: bool = False,
    correction: bool = False,
) -> dict[str, Any]:
    """The check result of a file that exists."""
    return {
        "schema_version": 1,
        "file": path.name,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "outcome": outcome,
        "agency": {"code": agency, "name": "made up", "cell": "A1"} if agency else None,
        "replacement": replacement,
        "correction": correction,
        "tables": list(tables),
        "findings": list(findings),
    }

"""Six communes over three quarters with every situation the models must tell apart.

The comments name the situation; the numbers that follow from it stand in test_dbt_marts.py.
Everything is made up.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.pipeline.lake_fixture import LakeBuilder, Table
from tests.pipeline.reference_fixture import COMMUNES, due

LAO_CAI, BAO_THANG, TANG_LOONG, SA_PA, YEN_BAI, YEN_BINH = COMMUNES
QUARTERS = ("2025Q3", "2025Q4", "2026Q1")

# commune -> inspections, employers inspected, with violations, fines in đồng; None: nothing sent
INSPECTIONS: dict[str, dict[str, tuple[int, int, int, int] | None]] = {
    "2025Q3": {
        LAO_CAI: (10, 20, 5, 40_000_000),
        BAO_THANG: (2, 4, 1, 5_000_000),
        TANG_LOONG: (0, 0, 0, 0),
        SA_PA: (1, 2, 2, 8_000_000),
        YEN_BAI: (5, 10, 3, 20_000_000),
        YEN_BINH: None,
    },
    "2025Q4": {
        LAO_CAI: (12, 25, 5, 50_000_000),
        BAO_THANG: (0, 0, 0, 0),
        TANG_LOONG: (3, 6, 3, 15_000_000),
        SA_PA: (1, 3, 0, 0),
        YEN_BAI: (5, 10, 4, 25_000_000),
        YEN_BINH: (1, 1, 0, 0),
    },
    "2026Q1": {
        LAO_CAI: (15, 30, 9, 90_000_000),
        BAO_THANG: (1, 2, 1, 5_000_000),
        TANG_LOONG: (3, 8, 2, 10_000_000),
        SA_PA: (0, 0, 0, 0),
        YEN_BAI: (4, 8, 4, 30_000_000),
        YEN_BINH: None,
    },
}
# commune -> sessions, attendances
OUTREACH = {
    LAO_CAI: (10, 900),
    BAO_THANG: (2, 80),
    TANG_LOONG: (4, 400),
    SA_PA: (0, 0),
    YEN_BAI: (6, 500),
    YEN_BINH: (1, 20),
}
# commune -> (workers, insured workers, status) of each employer; the same list every quarter
# but for the growth in 2026Q1 below
EMPLOYERS = {
    LAO_CAI: [(500, 400, "active"), (100, None, "active"), (60, 50, "dissolved")],
    BAO_THANG: [(40, 30, "active")],
    TANG_LOONG: [(900, 800, "active")],
    SA_PA: [],
    YEN_BAI: [(300, 250, "active"), (80, 70, None)],
    YEN_BINH: [(20, None, "active")],
}
GROWTH_2026Q1 = {LAO_CAI: 50, TANG_LOONG: 200}


def six_communes(root: Path) -> LakeBuilder:
    """Build the scenario below a folder; nothing is written until `write` is called.

    Args:
        root: folder for lake, ledger and reference.
    """
    builder = LakeBuilder(root)
    for quarter in QUARTERS:
        for commune in COMMUNES:
            _one_commune(builder, quarter, commune)
        if quarter == "2025Q4":
            _corrections(builder)
    _departments(builder)
    return builder


def _one_commune(builder: LakeBuilder, quarter: str, commune: str) -> None:
    """The workbook of one commune: its forms as sheets."""
    tables = [
        _outreach(commune, quarter),
        _dispute_log(commune, quarter),
        Table("stoppage_log", quarter, STOPPAGES.get((commune, quarter), []), nil=True),
        _register(commune, quarter),
    ]
    tables[2].nil = not tables[2].rows
    figures = INSPECTIONS[quarter][commune]
    if figures is not None:
        tables.insert(0, _inspections(commune, quarter, figures))
    if commune == TANG_LOONG and quarter == "2026Q1":
        tables += _lists(commune, quarter)
    if commune == YEN_BINH and quarter == "2026Q1":
        # Yên Bình sends nothing that can be accepted for 2026Q1, and no outreach at all
        for form in ("inspection_summary", "dispute_log", "stoppage_log", "employer_register"):
            builder.returned(f"X{commune}", form, quarter, due(quarter, -1), errors=3)
        return
    if commune == BAO_THANG and quarter == "2026Q1":
        # Bảo Thắng sends no dispute log of its own: the department's counts
        tables = [table for table in tables if table.form != "dispute_log"]
    if commune == SA_PA and quarter == "2025Q4":
        # first attempt of one form sent back, the whole accepted a day later, still in time
        builder.returned(f"X{commune}", "inspection_summary", quarter, due(quarter, -2))
    late = 2 if commune == YEN_BAI and quarter != "2025Q3" else 0
    builder.load(f"X{commune}", tables, due(quarter, late))


def _inspections(commune: str, quarter: str, figures: tuple[int, int, int, int]) -> Table:
    if not any(figures):
        return Table("inspection_summary", quarter, nil=True)
    names = ("inspections", "employers_inspected", "employers_violating", "fines_vnd")
    row = {"commune": commune, **dict(zip(names, figures, strict=True))}
    return Table("inspection_summary", quarter, [row])


def _lists(commune: str, quarter: str) -> list[Table]:
    """Lists that say otherwise than the summaries beside them, and an empty log of sessions."""
    visits = [("12/QĐ", "Đơn vị A giả lập", 2), ("12/QĐ", "Đơn vị B giả lập", 0)]
    visits += [("13/QĐ", "Đơn vị C giả lập", 1)]
    return [
        Table(
            "inspection_list",
            quarter,
            [
                {
                    "commune": commune,
                    "decision_no": number,
                    "employer": employer,
                    "concluded_on": date(2026, 2, 3),
                    "violations": violations,
                }
                for number, employer, violations in visits
            ],
        ),
        Table("outreach_sessions", quarter, nil=True),
    ]


def _outreach(commune: str, quarter: str) -> Table:
    sessions, attendances = OUTREACH[commune]
    # the cell is blank, not 0
    told = None if (commune, quarter) == (BAO_THANG, "2025Q4") else attendances
    row = {"commune": commune, "sessions": sessions, "attendances": told}
    return Table("outreach_summary", quarter, [row])


def _register(commune: str, quarter: str) -> Table:
    rows = [
        {
            "employer": f"Đơn vị giả lập {number}",
            "commune": commune,
            "workers": workers,
            "workers_insured": insured,
            "status": status,
        }
        for number, (workers, insured, status) in enumerate(EMPLOYERS[commune], start=1)
    ]
    if quarter == "2026Q1" and commune in GROWTH_2026Q1:
        rows[0]["workers_insured"] += GROWTH_2026Q1[commune]
    return Table("employer_register", quarter, rows, nil=not rows)


def _case(number: str | None, day: date, employer: str, kind: str = "individual", **more: Any):
    return {
        "case_no": number,
        "received_on": day,
        "employer": employer,
        "dispute_type": kind,
        "workers_involved": 1,
        "outcome": "pending",
        **more,
    }


MEDIATED = {"outcome": "mediated"}
FAILED = {"outcome": "mediation_failed"}
DISPUTES: dict[tuple[str, str], list[dict[str, Any]]] = {
    (LAO_CAI, "2025Q4"): [
        _case("05/2025", date(2025, 10, 10), "Công ty TNHH An Phát giả lập"),
        _case(None, date(2025, 11, 3), "Công ty B", closed_on=date(2025, 11, 20), **MEDIATED),
        _case("06/2025", date(2025, 12, 1), "Công ty C", closed_on=date(2025, 12, 5), **FAILED),
        _case("07/2025", date(2025, 12, 2), "Công ty D", outcome="withdrawn"),
    ],
    (LAO_CAI, "2026Q1"): [
        # the case of the quarter before, closed now: an update, never a second case
        _case(
            "05/2025",
            date(2025, 10, 10),
            "Công ty TNHH An Phát giả lập",
            closed_on=date(2026, 1, 15),
            **MEDIATED,
        ),
        # numbering starts again in January: another case than last year's
        _case("05/2025", date(2026, 1, 20), "Công ty E", closed_on=date(2026, 2, 1), **FAILED),
        # two cases of the same employer on the same day, without numbers
        _case(None, date(2026, 2, 2), "Công ty G", "collective_rights"),
        _case(None, date(2026, 2, 2), "Công ty G", "collective_rights"),
    ],
    (TANG_LOONG, "2026Q1"): [
        # also in the stoppage log, two days apart and spelled otherwise
        _case(
            "01/2026",
            date(2026, 1, 12),
            "CTY TNHH Hòa Bình giả lập",
            "collective_stoppage",
            workers_involved=100,
        ),
        # only here, so it counts as a stoppage and never as a dispute
        _case("02/2026", date(2026, 2, 20), "Công ty H", "strike", workers_involved=40),
    ],
}
STOPPAGES: dict[tuple[str, str], list[dict[str, Any]]] = {
    (TANG_LOONG, "2026Q1"): [
        {
            "employer": "Công ty TNHH Hoà Bình giả lập",
            "event_type": "collective_stoppage",
            "started_on": date(2026, 1, 10),
            "workers_involved": 120,
        }
    ],
}


def _dispute_log(commune: str, quarter: str) -> Table:
    """The commune's register; a nil return where it has no case."""
    rows = [{"commune": commune, **case} for case in DISPUTES.get((commune, quarter), [])]
    return Table("dispute_log", quarter, rows, nil=not rows)


def _departments(builder: LakeBuilder) -> None:
    """The department's log names two communes; it counts only where the commune was silent."""
    rows = [
        {"commune": BAO_THANG, **_case("SNV-1", date(2026, 1, 5), "Công ty K")},
        {"commune": LAO_CAI, **_case("SNV-2", date(2026, 1, 6), "Công ty L")},
    ]
    builder.load("SNV", [Table("dispute_log", "2026Q1", rows)], due("2026Q1", 1))


def _corrections(builder: LakeBuilder) -> None:
    """A replacement that changes a summary and drops a case, and a load that was withdrawn."""
    builder.load(
        f"X{LAO_CAI}",
        [
            _inspections(LAO_CAI, "2025Q4", (14, 28, 7, 60_000_000)),
            Table(
                "dispute_log",
                "2025Q4",
                [{"commune": LAO_CAI, **case} for case in DISPUTES[LAO_CAI, "2025Q4"][:3]],
            ),
        ],
        due("2025Q4", 5),
        replacement=True,
    )
    wrong = Table("inspection_summary", "2025Q4", [{"commune": SA_PA, "inspections": 99}])
    builder.load(f"X{SA_PA}", [wrong], due("2025Q4", 6), replacement=True, withdrawn=True)

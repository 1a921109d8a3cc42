"""Rows of the forms that not every commune sends every quarter, by the contracts' columns."""

from __future__ import annotations

from collections.abc import Callable

from ingest.sample.agency_style import Style
from ingest.sample.cases import CaseBook
from ingest.sample.checks import Visit, visits_to_tell
from ingest.sample.dispute_totals import dispute_totals
from ingest.sample.employers import Place
from ingest.sample.figures import Quarter, World
from ingest.sample.fines import Penalty, penalties_to_tell
from ingest.sample.gatherings import sessions, union_sessions
from ingest.sample.insurance import insured_employers
from ingest.sample.mishaps import accidents, alerts
from ingest.sample.press import CHANNELS, grassroots_row, media_rows
from ingest.sample.sheet_draft import Spelled
from ingest.sample.unions import union_rows

# Before it the forms were not asked for
FIRST_PERIOD = "2026Q1"
# What each department sends beside its older forms, by calendar of the dispatch
DEPARTMENT_FORMS = {
    ("SNV", "BCDK"): ("penalty_decisions",),
    ("SVHTTDL", "BCDK"): ("grassroots_media",),
    ("BPTTH", "BCDK"): ("media_products",),
    ("CTTDT", "BCDK"): ("media_products",),
    ("TCVN", "BCDK"): ("media_products",),
    ("LDLD", "BCDK"): ("outreach_sessions",),
    ("LDLD", "THONGKE"): ("union_summary",),
    ("BHXH", "THONGKE"): ("social_insurance",),
}


def forms_sent_also(style: Style, quarter: Quarter) -> tuple[str, ...]:
    """The forms that a commune sends beside the five it owes every quarter.

    Accidents are owed twice a year; the others are its own habit.
    """
    if quarter.period < FIRST_PERIOD:
        return ()
    half_year = ("accident_summary",) if quarter.quarter % 2 == 0 else ()
    return (*sorted(style.sends_also), *half_year)


def department_forms(agency: str, quarter: Quarter, calendar: str) -> tuple[str, ...]:
    """The later forms in a dispatch of a department."""
    return DEPARTMENT_FORMS.get((agency, calendar), ()) if quarter.period >= FIRST_PERIOD else ()


def title_period(form: str, quarter: Quarter) -> str:
    """Period words of a half-yearly form, which name its quarter too; "" for all others."""
    if form != "accident_summary":
        return ""
    roman, half = ("II", "đầu") if quarter.quarter == 2 else ("IV", "cuối")
    return f"Quý {roman} và 6 tháng {half} năm {quarter.year}"


def commune_rows(
    form: str, world: World, cases: CaseBook, place: Place, quarter: Quarter
) -> list[dict]:
    """Rows of one of these forms for one commune.

    Args:
        form: form id.
        world: the figures.
        cases: the disputes.
        place: the commune.
        quarter: the quarter reported.
    """
    code, period = place.code, quarter.period
    makers: dict[str, Callable[[], list[dict]]] = {
        "inspection_list": lambda: [_visit(v) for v in visits_to_tell(world, code, period)],
        "penalty_decisions": lambda: [
            _penalty(p, quarter) for p in penalties_to_tell(world, code, period)
        ],
        "dispute_summary": lambda: [dispute_totals(cases, code, period)],
        "outreach_sessions": lambda: sessions(world, code, period),
        "accident_summary": lambda: [accidents(world, code, quarter)],
        "alert_log": lambda: alerts(world, code, quarter),
    }
    return makers[form]()


def department_rows(
    form: str, agency: str, world: World, codes: tuple[str, ...], quarter: Quarter
) -> list[dict]:
    """Rows of one of these forms as a department sends it.

    Args:
        form: form id.
        agency: agency code.
        world: the figures.
        codes: the communes that may appear.
        quarter: the quarter reported.
    """
    if form == "union_summary":
        return union_rows(world, quarter)
    if form == "outreach_sessions":
        return union_sessions(world, codes, quarter)
    if form == "media_products":
        return media_rows(world, agency, quarter) if agency in CHANNELS else []
    if form == "grassroots_media":
        return [grassroots_row(world, code, quarter) for code in codes]
    if form == "social_insurance":
        return [row for code in codes for row in insured_employers(world, code, quarter)]
    decided = [p for code in codes for p in penalties_to_tell(world, code, quarter.period)]
    decided.sort(key=lambda p: (p.decided_on, p.visit.employer.name))
    return [_penalty(p, quarter) for p in decided]


def _visit(visit: Visit) -> dict:
    return {
        "employer": visit.employer.name,
        "tax_code": visit.employer.tax_code,
        "commune": visit.employer.commune_code,
        "ownership": visit.employer.ownership,
        "workers": visit.workers,
        "workers_female": visit.workers_female,
        "inspection_form": visit.mode,
        **{mode: visit.mode == mode for mode in ("planned", "unannounced", "on_complaint")},
        "decision_no": _number(visit),
        "decided_on": visit.decided_on,
        "concluded_on": visit.ended_on,
        "violations": visit.violations,
        "violation_chapters": _basis(visit),
        "requirements": visit.remedies,
        "requirements_done": visit.remedies_done,
        "requirements_in_progress": visit.remedies_open,
        "requirements_overdue": visit.remedies_overdue,
        "remedy_due_on": visit.remedy_due_on,
        "remedied_on": visit.remedied_on,
        "reminded": bool(visit.violations and not visit.fine),
        "referred_for_penalty": visit.fine > 0,
    }


def _number(visit: Visit) -> str:
    if visit.joint:
        return f"{visit.decided_on.month}{visit.decided_on.day:02d}/QĐ-SNV"
    return f"{visit.number}/QĐ-UBND"


def _penalty(penalty: Penalty, quarter: Quarter) -> dict:
    visit, decided_on = penalty.visit, penalty.decided_on
    return {
        "decision_no": f"{penalty.ordinal}/QĐ-XPHC",
        "decided_on": decided_on,
        "authority": "commune_chair",
        "employer": visit.employer.name,
        "subject": "organisation",
        "tax_code": visit.employer.tax_code,
        "commune": visit.employer.commune_code,
        "acts": visit.violations,
        "violation_chapters": _basis(visit),
        "fined": True,
        **penalty.as_of(quarter.ends_on),
    }


def _basis(visit: Visit) -> Spelled | None:
    return Spelled(*visit.legal_basis) if visit.legal_basis else None

"""The dispute summary of a commune and quarter, counted from the very cases of its log."""

from __future__ import annotations

from collections import Counter

from ingest.sample.cases import CaseBook, Dispute

_KINDS = ("individual", "collective_rights", "collective_interests")
_CAUSES = {
    "cause_wages": "Tiền lương, thưởng",
    "cause_insurance": "BHXH",
    "cause_termination": "Chấm dứt HĐLĐ",
    "cause_working_time": "Thời giờ làm việc",
    "cause_discipline": "Kỷ luật lao động",
}
_OUTCOMES = {
    "mediated": "mediated",
    "mediation_failed": "mediation_failed",
    "arbitrated": "to_arbitration",
    "to_court": "to_court",
    "withdrawn": "withdrawn",
}
_STOPPAGES = ("collective_stoppage", "strike")


def dispute_totals(cases: CaseBook, code: str, period: str) -> dict:
    """What a commune's dispute summary states for a quarter.

    Stoppages that the log notes are left out: they are no disputes.

    Args:
        cases: the disputes.
        code: commune.
        period: quarter id.
    """
    quarter = cases.world.quarter_of(period)
    log = [c for c in cases.dispute_log(code, period) if c.dispute_type not in _STOPPAGES]
    new = [c for c in log if quarter.starts_on <= c.received_on <= quarter.ends_on]
    closed = [c for c in log if c.closed_on <= quarter.ends_on]
    kinds = Counter(c.dispute_type for c in new)
    causes = Counter(c.subject for c in new)
    ends = Counter(c.outcome for c in closed)
    return {
        "commune": code,
        "opening": len(log) - len(new),
        "received_total": len(new),
        **{f"received_{kind}": kinds[kind] for kind in _KINDS},
        "workers_involved": sum(c.workers_involved for c in new),
        **{column: causes[subject] for column, subject in _CAUSES.items()},
        "cause_other": 0,
        **{column: ends[outcome] for column, outcome in _OUTCOMES.items()},
        "settled_total": len(closed),
        "settled_on_time": sum(_in_five_working_days(c) for c in closed),
        "closing": len(log) - len(closed),
    }


def _in_five_working_days(case: Dispute) -> bool:
    """Roughly: a mediation within a week of the petition (BLLĐ Điều 188)."""
    if case.outcome not in ("mediated", "mediation_failed"):
        return False
    return (case.closed_on - case.received_on).days <= 7

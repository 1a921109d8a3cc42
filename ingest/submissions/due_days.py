"""When a form is due: ``data/reference/deadlines.csv``, built from deadline_rules.csv.

What was received by the end of the due day is on time: the receipt decides, not the date on the
paper, nor when the file was read.
"""

import csv
from datetime import date, datetime
from functools import lru_cache

from ingest.reference import REFERENCE_DIR, period_bounds

_KINDS = ("commune", "department", "district")
ANY_FORM = "*"  # forms that have no day of their own


def due_day(form: str, period: str, agency_kind: str, calendar: str) -> date:
    """The day on which a report is due.

    Args:
        form: id of the form; one without a day of its own has that of all others.
        period: for example "2026Q3".
        agency_kind: "commune", "department" or "district", as in agencies.csv.
        calendar: "BCDK" or "THONGKE".

    Raises:
        LookupError: the period is not in the calendar, or such agencies had ended before it.
        ValueError: no such kind of agency.
    """
    if agency_kind not in _KINDS:
        raise ValueError(f"agency_kind must be one of {', '.join(_KINDS)}, got {agency_kind!r}")
    period_bounds(period, calendar)  # says in words what is not in the calendar
    own = _due_days().get((form, agency_kind, calendar, period))
    return own or _due_days()[ANY_FORM, agency_kind, calendar, period]


def days_late(received_at: datetime, due_on: date) -> int:
    """Whole days after the due day on which something was received; 0 is on time.

    Args:
        received_at: wall time in Lào Cai.
        due_on: the due day.
    """
    return max(0, (received_at.date() - due_on).days)


@lru_cache(maxsize=1)
def _due_days() -> dict[tuple[str, str, str, str], date]:
    """Due days by (form or "*", agency kind, calendar, period)."""
    with (REFERENCE_DIR / "deadlines.csv").open(encoding="utf-8", newline="") as stream:
        return {
            (row["form"], row["agency_kind"], row["period_calendar"], row["period"]): (
                date.fromisoformat(row["due_on"])
            )
            for row in csv.DictReader(stream)
        }

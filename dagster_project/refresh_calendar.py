"""What is to be done on a day: looked up in the reporting calendar, deadlines and refresh rules.

Pure: a day and what has been reported in, what is due out. Whether something was done already is
known by whoever does it, so a tick that was missed (the machine was off) is made up for by the
next one, and a second tick on the same day does nothing.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest import reference
from ingest.submissions.open_reports import OwedReport, owed_reports
from ingest.submissions.working_days import add_working_days

# Quarters whose cut-off is longer ago are left alone: nobody is reminded of years gone by.
_LOOK_BACK_DAYS = 200
REMIND_BEFORE, REMIND_AFTER = "remind_before", "remind_after"
PROVISIONAL, CUT_OFF = "provisional_after", "cut_off_after"


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of refresh_rules.csv; `valid_to` is its last day."""

    rule: str
    working_days: int
    valid_from: date
    valid_to: date | None
    source: str


@dataclass(frozen=True, slots=True)
class ReminderDue:
    """A reminder about what is due on one day.

    Attributes:
        period: for example "2026Q3".
        due_on: the deadline.
        stage: how the reminder is known, e.g. "truoc-5-ngay", "qua-han-1-ngay".
    """

    period: str
    due_on: date
    stage: str


@lru_cache(maxsize=1)
def refresh_rules() -> tuple[Rule, ...]:
    """Returns the rows of data/reference/refresh_rules.csv."""
    path = reference.REFERENCE_DIR / "refresh_rules.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Rule(
                row["rule"],
                int(row["working_days"]),
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
                row["source"],
            )
            for row in csv.DictReader(stream)
        )


def rule_days(rule: str, on: date) -> list[int]:
    """Working days that a rule names on a day, the largest first; a rule may have several rows."""
    return sorted(
        (
            row.working_days
            for row in refresh_rules()
            if row.rule == rule
            and row.valid_from <= on
            and (row.valid_to is None or on <= row.valid_to)
        ),
        reverse=True,
    )


def watched_periods(today: date) -> list[str]:
    """Quarters that may ask for something now: begun, and not closed for long."""
    return sorted(
        {
            row.period
            for row in reference.reporting_calendar().values()
            if row.starts_on <= today and (today - row.ends_on).days <= _LOOK_BACK_DAYS
        }
    )


def reminders_due(period: str, today: date) -> list[ReminderDue]:
    """The newest reminder that each deadline of a quarter calls for by today.

    Before the deadline the stages that have begun, of which only the last is given: two missed
    reminders make one. Weeks after the deadline nothing is given any more.
    """
    found = []
    for due_on in sorted({owed.due_on for owed in owed_reports(period)}):
        stages = [
            (add_working_days(due_on, -days), f"truoc-{days}-ngay")
            for days in rule_days(REMIND_BEFORE, due_on)
        ]
        stages += [
            (add_working_days(due_on, days), f"qua-han-{days}-ngay")
            for days in rule_days(REMIND_AFTER, due_on)
        ]
        begun = [stage for stage in sorted(stages) if stage[0] <= today]
        if begun and today <= cut_off_day(period):
            found.append(ReminderDue(period, due_on, begun[-1][1]))
    return found


def last_deadline(owed: list[OwedReport]) -> date:
    """The last day on which something is due."""
    return max(one.due_on for one in owed)


def provisional_day(period: str) -> date:
    """The day from which the provisional release of a quarter is made (rule provisional_after)."""
    # The quarterly forms of the common calendar; what has a day of its own comes later.
    row = reference.reporting_calendar()["BCDK", period]
    deadline = max(row.commune_deadline, row.department_deadline)
    return add_working_days(deadline, max(rule_days(PROVISIONAL, deadline), default=1))


def cut_off_day(period: str) -> date:
    """The day from which the final release is proposed, whoever is missing (rule cut_off_after)."""
    owed = owed_reports(period)
    row = reference.reporting_calendar()["BCDK", period]
    deadline = last_deadline(owed) if owed else row.department_deadline
    return add_working_days(deadline, max(rule_days(CUT_OFF, deadline), default=0))

"""Penalty decisions after the visits: appeals, annulments and payments, told as of a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.sample.checks import Visit, visits
from ingest.sample.employers import stream
from ingest.sample.figures import World

# How many quarters back a running register still tells of a decision that was open
CARRIED_QUARTERS = 2


@dataclass(frozen=True)
class Penalty:
    """A penalty decision after a visit, as it finally ended.

    Attributes:
        ordinal: number of the decision within commune and year; those of quarter 2 begin with 201.
        paid_on: day of the payment; None when it is never paid.
        settled_on: day on which an appeal was decided; None without one.
        after_appeal: what is to be paid then, đồng; 0 when the decision was annulled.
    """

    visit: Visit
    ordinal: int
    decided_on: date
    paid_on: date | None
    settled_on: date | None
    after_appeal: int

    def as_of(self, day: date) -> dict:
        """What the register of that day says of fine, payment and state, by the form's columns."""
        settled = self.settled_on is not None and self.settled_on <= day
        payable = self.after_appeal if settled else self.visit.fine
        is_paid = payable > 0 and self.paid_on is not None and self.paid_on <= day
        if settled and not payable:
            status = "annulled"
        elif is_paid:
            status = "done"
        else:
            status = "appealed" if self.settled_on and not settled else "in_force"
        return {
            "fine_vnd": self.visit.fine,
            "amount_after_appeal_vnd": payable if settled else None,
            "paid_vnd": payable if is_paid else 0,
            "remaining_vnd": 0 if is_paid else payable,
            "paid_on": self.paid_on if is_paid else None,
            "status": status,
        }


def penalties(world: World, code: str, period: str) -> list[Penalty]:
    """The penalty decisions that followed the visits of a quarter, by day.

    Args:
        world: the figures.
        code: commune.
        period: quarter id.
    """
    draw = stream(world.seed, "penalties", code, period)
    quarter = world.quarter_of(period)
    ends = quarter.ends_on
    made = []
    for visit in visits(world, code, period):
        if not visit.fine:
            continue
        decided_on = min(ends, visit.ended_on + timedelta(days=draw.randint(0, 7)))
        pays_on = decided_on + timedelta(days=draw.randint(3, 60))
        paid_on = pays_on if draw.random() < 0.85 else None
        fate, settles_on = draw.random(), decided_on + timedelta(days=draw.randint(30, 80))
        settled_on, after = (settles_on, visit.fine) if fate < 0.18 else (None, visit.fine)
        if settled_on:
            # nothing is paid before an appeal is decided
            paid_on = paid_on and max(paid_on, settled_on + timedelta(days=5))
            after = 0 if fate < 0.06 else visit.fine * 3 // 5 // 100_000 * 100_000
        made.append(Penalty(visit, 0, decided_on, paid_on, settled_on, after))
    made.sort(key=lambda penalty: penalty.decided_on)
    first = quarter.quarter * 100 + 1
    return [replace(penalty, ordinal=number) for number, penalty in enumerate(made, first)]


def penalties_to_tell(world: World, code: str, period: str) -> list[Penalty]:
    """The rows of a running register: decisions of the quarter, and earlier ones open at its start.

    Args:
        world: the figures.
        code: commune.
        period: quarter id.
    """
    quarter = world.quarter_of(period)
    told = []
    for number in range(max(0, quarter.number - CARRIED_QUARTERS), quarter.number):
        for penalty in penalties(world, code, world.quarter_number(number).period):
            before = penalty.as_of(quarter.starts_on - timedelta(days=1))
            if before["status"] in ("in_force", "appealed"):
                told.append(penalty)
    return told + penalties(world, code, period)

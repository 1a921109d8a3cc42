"""Inspections one by one: the employers visited, what was found there, and who was fined.

The figures of a commune's summary (`World.inspection`) are decided first; the visits are drawn so
that they add up to exactly those figures, whoever sends the list, the summary or both.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from ingest.sample.employers import Employer, stream
from ingest.sample.figures import Quarter, World

# Articles of NĐ 283/2026 that agencies quote, each with the code of its chapter
CHAPTERS = (
    (23, "wages"),
    (15, "contract_conclusion"),
    (24, "working_time"),
    (21, "dialogue"),
    (43, "insurance_late"),
    (25, "discipline"),
)
MODES = ("planned", "unannounced", "on_complaint")
NEW_DECREE_FROM = date(2026, 9, 10)


@dataclass(frozen=True)
class Visit:
    """An employer inspected under a decision; one decision may name several employers.

    Attributes:
        number: of the decision within commune and quarter, from 1.
        fine: đồng, 0 where no fine followed.
        remedies: requirements made; done, open and overdue ones add up to them.
    """

    employer: Employer
    number: int
    mode: str
    decided_on: date
    ended_on: date
    workers: int
    workers_female: int
    violations: int
    chapters: tuple[tuple[int, str], ...]
    remedies: int
    remedies_done: int
    remedies_overdue: int
    remedy_due_on: date | None
    remedied_on: date | None
    fine: int

    @property
    def legal_basis(self) -> tuple[str, str] | None:
        """The articles as written and the codes they stand for; None without a violation.

        What was found before 10/9/2026 goes by NĐ 12/2022, whose articles have no codes.
        """
        if not self.chapters:
            return None
        articles = ", ".join(f"Điều {article}" for article, _ in self.chapters)
        if self.ended_on < NEW_DECREE_FROM:
            return f"{articles} NĐ 12/2022", "decree_12_2022"
        return f"{articles} NĐ 283/2026", ";".join(code for _, code in self.chapters)

    @property
    def remedies_open(self) -> int:
        """Requirements that are being carried out in time."""
        return self.remedies - self.remedies_done - self.remedies_overdue


@dataclass(frozen=True)
class Penalty:
    """A penalty decision after a visit."""

    visit: Visit
    ordinal: int
    decided_on: date
    paid: int
    paid_on: date | None

    @property
    def status(self) -> str:
        """Whether the fine is paid."""
        return "done" if self.paid >= self.visit.fine else "in_force"


def visits(world: World, code: str, period: str) -> list[Visit]:
    """The visits of a commune's authorities that ended in a quarter, by day.

    Args:
        world: the figures.
        code: commune.
        period: quarter id.
    """
    figures, fines = world.inspection(code, period), world.fines(code, period)
    quarter = world.quarter_of(period)
    draw = stream(world.seed, "visits", code, period)
    at_work = [e for e in world.employers[code] if world.staff(e, quarter)]
    visited = draw.sample(at_work, figures["employers_inspected"])
    counts = [0] * len(visited)
    violating = draw.sample(range(len(visited)), figures["employers_violating"])
    for index in violating:
        counts[index] = 1
    for _ in range(figures["violations"] - len(violating)):
        counts[draw.choice(violating)] += 1
    fined = dict(zip(violating, fines, strict=False))
    decisions = _decisions(draw, quarter, figures["inspections"])
    made = []
    for index, employer in enumerate(visited):
        # every decision has its employer; the others join one that is there already
        number = index + 1 if index < len(decisions) else draw.randint(1, len(decisions))
        decided_on, ended_on, mode = decisions[number - 1]
        found = counts[index]
        made.append(
            Visit(
                employer,
                number,
                mode,
                decided_on,
                ended_on,
                *_staff(world, employer, quarter),
                found,
                tuple(draw.sample(CHAPTERS, min(found, 2))),
                *_remedies(draw, found, ended_on, quarter),
                fined.get(index, 0),
            )
        )
    return sorted(made, key=lambda visit: (visit.ended_on, visit.number, visit.employer.name))


def penalties(world: World, code: str, period: str) -> list[Penalty]:
    """The penalty decisions that followed the visits of a quarter, by day."""
    draw = stream(world.seed, "penalties", code, period)
    ends = world.quarter_of(period).ends_on
    made = []
    for visit in visits(world, code, period):
        if not visit.fine:
            continue
        decided_on = min(ends, visit.ended_on + timedelta(days=draw.randint(0, 7)))
        paid_on = decided_on + timedelta(days=draw.randint(3, 30))
        paid = visit.fine if paid_on <= ends and draw.random() < 0.9 else 0
        made.append(Penalty(visit, 0, decided_on, paid, paid_on if paid else None))
    made.sort(key=lambda penalty: penalty.decided_on)
    return [
        Penalty(p.visit, number, p.decided_on, p.paid, p.paid_on)
        for number, p in enumerate(made, start=1)
    ]


def _decisions(draw: random.Random, quarter: Quarter, count: int) -> list[tuple[date, date, str]]:
    """(day of the decision, day the inspection ended, mode), oldest first."""
    length = (quarter.ends_on - quarter.starts_on).days
    made = []
    for _ in range(count):
        ended_on = quarter.starts_on + timedelta(days=draw.randint(3, length))
        decided_on = ended_on - timedelta(days=draw.randint(2, 12))
        made.append((decided_on, ended_on, draw.choices(MODES, (70, 20, 10))[0]))
    return sorted(made)


def _staff(world: World, employer: Employer, quarter: Quarter) -> tuple[int, int]:
    workers = world.staff(employer, quarter)
    return workers, min(workers, round(workers * employer.female_share))


def _remedies(draw: random.Random, violations: int, ended_on: date, quarter: Quarter):
    """Requirements made, done, overdue; the day they are due and the day all were done."""
    if not violations:
        return 0, 0, 0, None, None
    made = violations + (draw.random() < 0.2)
    due_on = ended_on + timedelta(days=30)
    if draw.random() < 0.6:
        done_on = ended_on + timedelta(days=draw.randint(5, 28))
        if done_on <= quarter.ends_on:
            return made, made, 0, due_on, done_on
    overdue = made if due_on < quarter.ends_on else 0
    return made, 0, overdue, due_on, None

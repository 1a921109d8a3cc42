"""Inspections one by one: the employers visited, what was found there, what became of it.

The figures of a commune's summary (`World.inspection`) are decided first; the visits are drawn so
that they add up to exactly those figures, whoever sends the list, the summary or both.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ingest.sample.employers import Employer, stream
from ingest.sample.figures import FIRST_NUMBER, Quarter, World

# Articles of NĐ 283/2026 that agencies quote, each with the code of its chapter and its name
CHAPTERS = (
    (23, "wages", "Tiền lương"),
    (15, "contract_conclusion", "Giao kết hợp đồng lao động"),
    (24, "working_time", "Thời giờ làm việc, thời giờ nghỉ ngơi"),
    (21, "dialogue", "Đối thoại tại nơi làm việc"),
    (43, "insurance_late", "Chậm đóng bảo hiểm xã hội bắt buộc"),
    (25, "discipline", "Kỷ luật lao động, trách nhiệm vật chất"),
)
# How often a place that was found violating is visited again the quarter after
VISITED_AGAIN = 0.4
MODES = ("planned", "unannounced", "on_complaint")
NEW_DECREE_FROM = date(2026, 9, 10)


@dataclass(frozen=True)
class Visit:
    """An employer inspected under a decision; one decision may name several employers.

    Attributes:
        number: of the decision within commune and year; those of quarter 2 begin with 201.
        joint: an inspection of the department in several communes, under one number.
        fine: đồng, 0 where no fine followed.
        remedies: requirements made; done, open and overdue ones add up to them, as they stand
            at the end of the quarter; `as_of` tells how they stand later.
        names_groups: the commune writes the names of the groups and no articles.
    """

    employer: Employer
    number: int
    mode: str
    decided_on: date
    ended_on: date
    workers: int
    workers_female: int
    violations: int
    chapters: tuple[tuple[int, str, str], ...]
    remedies: int
    remedies_done: int
    remedies_overdue: int
    remedy_due_on: date | None
    remedied_on: date | None
    fine: int
    joint: bool = False
    names_groups: bool = False

    @property
    def legal_basis(self) -> tuple[str, str] | None:
        """The articles as written and the codes they stand for; None without a violation.

        What was found before 10/9/2026 goes by NĐ 12/2022, whose articles have no codes.
        """
        if not self.chapters:
            return None
        codes = ";".join(code for _, code, _ in self.chapters)
        if self.names_groups:
            return "; ".join(name for _, _, name in self.chapters), codes
        articles = ", ".join(f"Điều {article}" for article, _, _ in self.chapters)
        if self.ended_on < NEW_DECREE_FROM:
            return f"{articles} NĐ 12/2022", "decree_12_2022"
        return f"{articles} NĐ 283/2026", codes

    def as_of(self, day: date) -> Visit:
        """The visit as a list of that day shows it: carried out, in time, or overdue."""
        if not self.remedies:
            return self
        done = self.remedied_on is not None and self.remedied_on <= day
        overdue = not done and self.remedy_due_on is not None and self.remedy_due_on < day
        return replace(
            self,
            remedies_done=self.remedies if done else 0,
            remedies_overdue=self.remedies if overdue else 0,
            remedied_on=self.remedied_on if done else None,
        )

    @property
    def remedies_open(self) -> int:
        """Requirements that are being carried out in time."""
        return self.remedies - self.remedies_done - self.remedies_overdue


def visits(world: World, code: str, period: str, *, as_told: bool = True) -> list[Visit]:
    """The visits of a commune's authorities that ended in a quarter, by day.

    Args:
        world: the figures.
        code: commune.
        period: quarter id.
        as_told: as they stand at the end of the quarter, else as they ended.
    """
    figures, fines = world.inspection(code, period), world.fines(code, period)
    quarter = world.quarter_of(period)
    draw = stream(world.seed, "visits", code, period)
    visited, counts, violating = _drawn(draw, world, code, quarter)
    _visit_again(world, code, quarter, visited, counts)
    fined = dict(zip(violating, fines, strict=False))
    decisions = _decisions(draw, world, code, quarter, figures["inspections"])
    names_groups = stream(world.seed, "groups", code).random() < 0.5
    made = []
    for index, employer in enumerate(visited):
        # every decision has its employer; the others join one that is there already
        number = index + 1 if index < len(decisions) else draw.randint(1, len(decisions))
        decided_on, ended_on, mode, joint = decisions[number - 1]
        found = counts[index]
        made.append(
            Visit(
                employer,
                quarter.quarter * 100 + number,
                mode,
                decided_on,
                ended_on,
                *_staff(world, employer, quarter),
                found,
                _groups(world, employer, draw, found),
                *_remedies(draw, found, ended_on),
                fined.get(index, 0),
                joint,
                names_groups,
            )
        )
    made.sort(key=lambda visit: (visit.ended_on, visit.number, visit.employer.name))
    return [visit.as_of(quarter.ends_on) for visit in made] if as_told else made


def visits_to_tell(world: World, code: str, period: str) -> list[Visit]:
    """The rows of a commune's list: its visits, and those of the quarter before, then still open.

    Args:
        world: the figures.
        code: commune.
        period: quarter id.
    """
    quarter = world.quarter_of(period)
    earlier = []
    if quarter.number not in (0, FIRST_NUMBER):
        before = world.quarter_number(quarter.number - 1)
        for visit in visits(world, code, before.period, as_told=False):
            then = visit.as_of(before.ends_on)
            if then.remedies_done < then.remedies:
                earlier.append(visit.as_of(quarter.ends_on))
    return earlier + visits(world, code, period)


def requirement_totals(world: World, code: str, period: str) -> dict[str, int]:
    """Requirements of a quarter's visits as its summary tells them, by the form's columns."""
    told = visits(world, code, period)
    return {
        "requirements": sum(visit.remedies for visit in told),
        "requirements_done": sum(visit.remedies_done for visit in told),
        "requirements_in_progress": sum(visit.remedies_open for visit in told),
        "requirements_overdue": sum(visit.remedies_overdue for visit in told),
    }


def _drawn(draw: random.Random, world: World, code: str, quarter: Quarter):
    """Employers visited, violations found at each, and the places of those with any."""
    figures = world.inspection(code, quarter.period)
    at_work = [e for e in world.employers[code] if world.staff(e, quarter)]
    visited = draw.sample(at_work, figures["employers_inspected"])
    counts = [0] * len(visited)
    violating = draw.sample(range(len(visited)), figures["employers_violating"])
    for index in violating:
        counts[index] = 1
    for _ in range(figures["violations"] - len(violating)):
        counts[draw.choice(violating)] += 1
    return visited, counts, violating


def _visit_again(world: World, code: str, quarter: Quarter, visited: list, counts: list) -> None:
    """Let one of the visits go to an employer that was found violating the quarter before."""
    draw = stream(world.seed, "again", code, quarter.period)
    # not across the merger, nor from before the first quarter there is
    is_first = quarter.number in (0, FIRST_NUMBER)
    if is_first or not visited or draw.random() >= VISITED_AGAIN:
        return
    before = world.quarter_number(quarter.number - 1)
    as_before = stream(world.seed, "visits", code, before.period)
    earlier, found, _ = _drawn(as_before, world, code, before)
    known = [
        employer
        for employer, count in zip(earlier, found, strict=True)
        if count and employer not in visited and world.staff(employer, quarter)
    ]
    if known:
        # where something is found, if anything is: mostly it is the same as before
        place = max(range(len(visited)), key=lambda index: (counts[index] > 0, index))
        visited[place] = draw.choice(known)


def _groups(world: World, employer: Employer, draw: random.Random, found: int) -> tuple:
    """Groups of the violations; most employers have a fault of their own."""
    drawn = draw.sample(CHAPTERS, min(found, 2))
    habit = stream(world.seed, "fault", employer.key)
    own = habit.choice(CHAPTERS)
    if drawn and own not in drawn and habit.random() < 0.6:
        drawn[0] = own
    return tuple(drawn)


def _decisions(
    draw: random.Random, world: World, code: str, quarter: Quarter, count: int
) -> list[tuple[date, date, str, bool]]:
    """(day of the decision, day the inspection ended, mode, joint), oldest first.

    In some quarters the department inspects in all communes of a former district under one
    decision; it takes the place of a commune's first.
    """
    length = (quarter.ends_on - quarter.starts_on).days
    made = []
    for _ in range(count):
        ended_on = quarter.starts_on + timedelta(days=draw.randint(3, length))
        decided_on = ended_on - timedelta(days=draw.randint(2, 12))
        made.append((decided_on, ended_on, draw.choices(MODES, (70, 20, 10))[0], False))
    made.sort()
    district = world.places[code].district
    together = stream(world.seed, "joint", district, quarter.period)
    if made and together.random() < 0.25:
        ended_on = quarter.starts_on + timedelta(days=together.randint(20, length))
        made[0] = (ended_on - timedelta(days=10), ended_on, "planned", True)
    return made


def _staff(world: World, employer: Employer, quarter: Quarter) -> tuple[int, int]:
    workers = world.staff(employer, quarter)
    return workers, min(workers, round(workers * employer.female_share))


def _remedies(draw: random.Random, violations: int, ended_on: date):
    """Requirements made, done, overdue; the day they are due and the day all were done, if ever."""
    if not violations:
        return 0, 0, 0, None, None
    made = violations + (draw.random() < 0.2)
    due_on = ended_on + timedelta(days=30)
    fate = draw.random()
    done_on = None
    if fate < 0.65:
        done_on = ended_on + timedelta(days=draw.randint(5, 28))
    elif fate < 0.85:
        done_on = due_on + timedelta(days=draw.randint(2, 40))
    return made, 0, 0, due_on, done_on

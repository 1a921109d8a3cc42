"""Disputes and stoppages of the made-up world: cases with dates that live over several quarters.

A case that is still open at the end of a quarter is carried into the next quarter's log under the
same number, and closes there, as a running register does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from ingest.sample.employers import Employer, stream
from ingest.sample.figures import (
    DISPUTES_A_QUARTER,
    FIRST_NUMBER,
    HOT_SPOT,
    Quarter,
    World,
    poisson,
)
from ingest.sample.mediations import Mediation, mediation_of
from ingest.sample.sheet_draft import Spelled

CAUSES = (
    "Chậm trả lương, đề nghị trả lương đúng hạn",
    "Đề nghị tăng lương, phụ cấp",
    "Thưởng Tết thấp hơn năm trước",
    "Bữa ăn ca không bảo đảm",
    "Thay đổi định mức lao động",
)
LASTING_AT = "02647"  # phường Lào Cai, where a stoppage runs over the end of quarter II
_SUBJECTS = ("Tiền lương, thưởng", "Chấm dứt HĐLĐ", "BHXH", "Thời giờ làm việc", "Kỷ luật lao động")
_OUTCOMES = {
    "individual": (("mediated", 62), ("mediation_failed", 14), ("to_court", 9), ("withdrawn", 15)),
    "collective_rights": (("mediated", 60), ("mediation_failed", 15), ("to_arbitration", 25)),
    "collective_interests": (("mediated", 65), ("mediation_failed", 15), ("to_arbitration", 20)),
}


@dataclass(frozen=True)
class Dispute:
    """A dispute case as it finally ended; `ordinal` counts within commune and year."""

    commune: str
    year: int
    ordinal: int
    received_on: date
    employer: str
    dispute_type: str
    workers_involved: int
    closed_on: date
    outcome: str
    subject: str
    mediation: Mediation

    def as_of(self, day: date) -> dict:
        """The case as the log of that day shows it."""
        open_still = self.closed_on > day
        return self.mediation.as_of(day, self.subject) | {
            "received_on": self.received_on,
            "employer": self.employer,
            "commune": self.commune,
            "dispute_type": self.dispute_type,
            "workers_involved": self.workers_involved,
            "closed_on": None if open_still else self.closed_on,
            "outcome": "pending" if open_still else self.outcome,
            "_content": self.subject,
        }


@dataclass(frozen=True)
class Stoppage:
    """A collective stop of work as it finally ended."""

    employer: Employer
    event_type: str
    started_on: date
    ended_on: date
    settled_on: date
    total_workers: int
    workers_involved: int
    workers_indirect: int
    days_not_worked: int
    led_by: str
    lawful_procedure: str
    cause: str
    outcome: str
    notified_at: datetime
    authorities_present_at: datetime

    def as_of(self, day: date) -> dict:
        """The event as the log of that day shows it; one that goes on, with the days until then."""
        goes_on = self.ended_on > day
        days = self.days_not_worked
        if goes_on:
            days = min(days, self.workers_involved * ((day - self.started_on).days + 1))
        return {
            "employer": self.employer.name,
            "industrial_zone": self.employer.zone or None,
            "commune": self.employer.commune_code,
            "event_type": self.event_type,
            "started_on": self.started_on,
            "ended_on": None if goes_on else self.ended_on,
            "total_workers": self.total_workers,
            "workers_involved": self.workers_involved,
            "workers_indirect": self.workers_indirect,
            "days_not_worked": days,
            "led_by": self.led_by,
            "lawful_procedure": self.lawful_procedure,
            "cause": self.cause,
            "notified_at": _moment(self.notified_at),
            "authorities_present_at": _moment(self.authorities_present_at),
            "outcome": "pending" if self.settled_on > day else self.outcome,
        }


def _moment(moment: datetime) -> Spelled:
    """A moment as officials write it: 7h30 ngày 05/03/2026."""
    return Spelled(f"{moment:%-Hh%M ngày %d/%m/%Y}", moment.isoformat())


class CaseBook:
    """All cases of the world, quarter by quarter."""

    def __init__(self, world: World):
        self.world = world
        self._stoppages: dict[int, list[Stoppage]] = {}
        self._disputes: dict[tuple[str, int], list[Dispute]] = {}

    def stoppages(self, number: int) -> list[Stoppage]:
        """Stoppages of the province that began in a quarter (0 to 3 of them)."""
        if number not in self._stoppages:
            self._stoppages[number] = self._invent_stoppages(self.world.quarter_number(number))
        return self._stoppages[number]

    def disputes(self, code: str, number: int) -> list[Dispute]:
        """Disputes received in a commune in a quarter, oldest first."""
        key = (code, number)
        if key not in self._disputes:
            self._disputes[key] = self._invent_disputes(code, self.world.quarter_number(number))
        return self._disputes[key]

    def dispute_log(self, code: str, period: str) -> list[Dispute]:
        """Cases of a commune's log: open at the start of the quarter, or received in it."""
        quarter = self.world.quarter_of(period)
        held = []
        for number in range(max(0, quarter.number - 3), quarter.number + 1):
            for case in self.disputes(code, number):
                if number == quarter.number or case.closed_on >= quarter.starts_on:
                    held.append(case)
        return held

    def stoppage_log(self, period: str) -> list[Stoppage]:
        """Stoppages of the province for a quarter's logs, unsettled earlier ones included."""
        quarter = self.world.quarter_of(period)
        is_first = quarter.number in (0, FIRST_NUMBER)  # nothing is carried over the merger
        before = [] if is_first else self.stoppages(quarter.number - 1)
        held = [event for event in before if event.settled_on >= quarter.starts_on]
        return held + self.stoppages(quarter.number)

    def _invent_stoppages(self, quarter: Quarter) -> list[Stoppage]:
        world = self.world
        draw = stream(world.seed, "stoppages", quarter.period)
        at_hot_spot = 1 if quarter.number >= 3 else 0
        lasting = self._lasting(quarter)
        count = min(3 - at_hot_spot - len(lasting), poisson(draw, 0.8))
        large = [
            employer
            for group in world.employers.values()
            for employer in group
            if world.staff(employer, quarter) >= 60
        ]
        hot = [employer for employer in large if employer.commune_code == HOT_SPOT]
        chosen = draw.sample(large, min(count, len(large)))
        if hot and at_hot_spot:
            chosen = [draw.choice(hot), *(e for e in chosen if e.commune_code != HOT_SPOT)]
        events = [self._invent_stoppage(e, quarter) for e in chosen if e not in lasting]
        events += [self._over_the_end(employer, quarter) for employer in lasting]
        return sorted(events, key=lambda event: (event.started_on, event.employer.name))

    def _lasting(self, quarter: Quarter) -> list[Employer]:
        """Where a stoppage runs over the end of a quarter: each second one, in a zone of a ward."""
        if quarter.number < 0 or quarter.quarter != 2:
            return []
        group = self.world.employers[LASTING_AT]
        return [e for e in group if e.zone and self.world.staff(e, quarter) >= 60][:1]

    def _over_the_end(self, employer: Employer, quarter: Quarter) -> Stoppage:
        event = self._invent_stoppage(employer, quarter)
        begins, days = quarter.ends_on - timedelta(days=2), 6
        moved = datetime.combine(begins, event.notified_at.time()) - event.notified_at
        return replace(
            event,
            started_on=begins,
            ended_on=begins + timedelta(days=days - 1),
            settled_on=begins + timedelta(days=days + 3),
            days_not_worked=event.workers_involved * days - event.workers_involved // 5,
            notified_at=event.notified_at + moved,
            authorities_present_at=event.authorities_present_at + moved,
        )

    def _invent_stoppage(self, employer: Employer, quarter: Quarter) -> Stoppage:
        draw = stream(self.world.seed, "stoppage", employer.key, quarter.period)
        length = (quarter.ends_on - quarter.starts_on).days
        begins = quarter.starts_on + timedelta(days=draw.randint(2, length - 1))
        days = draw.choice((1, 1, 2, 2, 3, 4))
        kind = draw.choices(("collective_stoppage", "strike", "temporary_closure"), (84, 11, 5))[0]
        total = self.world.staff(employer, quarter)
        involved = max(10, round(total * draw.uniform(0.2, 0.65)))
        led_by = "grassroots_union" if kind == "strike" else "spontaneous"
        clock = stream(self.world.seed, "authorities", employer.key, quarter.period)
        notified = datetime.combine(begins, time(clock.randint(7, 16), clock.choice((0, 15, 30))))
        hours = clock.choice((1, 2, 2, 3, 5, 8, 14, 20))
        return Stoppage(
            employer=employer,
            event_type=kind,
            started_on=begins,
            ended_on=begins + timedelta(days=days - 1),
            settled_on=begins + timedelta(days=days + draw.choice((0, 1, 4, 25))),
            total_workers=total,
            workers_involved=involved,
            workers_indirect=round((total - involved) * draw.choice((0, 0, 0.1, 0.2))),
            days_not_worked=involved * days - draw.randint(0, involved // 4),
            led_by=led_by,
            lawful_procedure="yes" if kind == "strike" and draw.random() < 0.5 else "no",
            cause=draw.choice(CAUSES),
            outcome=draw.choices(("met_in_full", "met_in_part", "not_met"), (25, 65, 10))[0],
            notified_at=notified,
            authorities_present_at=notified + timedelta(hours=hours),
        )

    def _invent_disputes(self, code: str, quarter: Quarter) -> list[Dispute]:
        world = self.world
        draw = stream(world.seed, "disputes", code, quarter.period)
        share = sum(e.workers for e in world.employers[code]) / world.total_workers
        mean = DISPUTES_A_QUARTER * share * 1.012**quarter.number
        if code == HOT_SPOT:
            mean = min(14.0, max(0.8, 1.4 + 1.5 * quarter.number))
        staffed = [e for e in world.employers[code] if world.staff(e, quarter) > 0]
        sizes = [world.staff(e, quarter) ** 0.8 for e in staffed]
        facts = [
            self._invent_case(draw, staffed, sizes, quarter) for _ in range(poisson(draw, mean))
        ]
        facts += [
            (
                event.started_on,
                event.employer.name,
                event.event_type,
                event.workers_involved,
                event.settled_on,
                "returned_to_work",
                "Tiền lương, thưởng",
            )
            for event in self.stoppages(quarter.number)
            if event.employer.commune_code == code and event.event_type != "temporary_closure"
        ]
        facts.sort(key=lambda fact: fact[:2])
        first = 1 + sum(
            len(self.disputes(code, number))
            for number in range(quarter.number)
            if world.quarter_number(number).year == quarter.year
        )
        cases = []
        for ordinal, fact in enumerate(facts, start=first):
            key = (world.seed, code, quarter.year, ordinal)
            received_on, _, _, _, closed_on, outcome, subject = fact
            mediation = Mediation("commune", False)
            if outcome != "returned_to_work":
                mediation = mediation_of(key, received_on, closed_on, outcome, subject)
            cases.append(Dispute(code, quarter.year, ordinal, *fact, mediation))
        return cases

    def _invent_case(self, draw, staffed: list[Employer], sizes: list[float], quarter: Quarter):
        employer = draw.choices(staffed, sizes)[0]
        staff = self.world.staff(employer, quarter)
        kinds, odds = ("individual", "collective_rights", "collective_interests"), (84, 11, 5)
        kind = draw.choices(kinds, odds)[0] if staff >= 25 else "individual"
        involved = 1 if draw.random() < 0.8 else draw.randint(2, 5)
        if kind != "individual":
            involved = max(10, round(staff * draw.uniform(0.1, 0.5)))
        length = (quarter.ends_on - quarter.starts_on).days
        received = quarter.starts_on + timedelta(days=draw.randint(0, length))
        lasts = draw.randint(3, 24) if draw.random() < 0.8 else draw.randint(40, 140)
        outcomes, weights = zip(*_OUTCOMES[kind], strict=True)
        return (
            received,
            employer.name,
            kind,
            min(involved, staff),
            received + timedelta(days=lasts),
            draw.choices(outcomes, weights)[0],
            draw.choice(_SUBJECTS),
        )

"""The latent world behind the made-up workbooks: what really happened in each commune and quarter.

Everything hangs on the seed alone, never on which quarters or communes are asked for, so a file
of 2026Q3 is the same whether one quarter or five are written. Figures are plausible for the
province and consistent with one another; they describe no real employer and no real person.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.sample.employers import Employer, Place, build_employers, stream
from ingest.sample.relations import relations

FIRST_PERIOD = "2025Q3"  # the first quarter of the 99 communes; it has the number 0
FIRST_NUMBER = -8  # 2023Q3, the first quarter of the reporting calendar
HOT_SPOT = "02908"  # Tằng Loỏng, the heavy-industry zone: disputes there grow quarter by quarter
DISPUTES_A_QUARTER = 34
# Quarter 1 (15 December to 14 March) holds Tết: fewer workers, fewer checks, fewer meetings
SEASON_WORKERS = {1: 0.965, 2: 1.0, 3: 1.012, 4: 1.005}
SEASON_CHECKS = {1: 0.6, 2: 1.15, 3: 1.2, 4: 1.05}
SEASON_OUTREACH = {1: 0.7, 2: 1.25, 3: 0.95, 4: 1.1}
GROWTH_A_QUARTER = 1.008


@dataclass(frozen=True)
class Quarter:
    """A reporting quarter with its bounds (both days belong to it)."""

    period: str
    starts_on: date
    ends_on: date

    @property
    def number(self) -> int:
        """Quarters since 2025Q3."""
        return (int(self.period[:4]) - 2025) * 4 + int(self.period[5]) - 3

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return int(self.period[5])

    @property
    def year(self) -> int:
        """The reporting year."""
        return int(self.period[:4])


def poisson(draw: random.Random, mean: float) -> int:
    """A Poisson number (Knuth); means here are small."""
    limit, product, count = math.exp(-mean), draw.random(), 0
    while product > limit:
        product *= draw.random()
        count += 1
    return count


def binomial(draw: random.Random, trials: int, chance: float) -> int:
    """How many of `trials` happen."""
    return sum(draw.random() < chance for _ in range(trials))


def is_there(employer: Employer, quarter: Quarter) -> bool:
    """Whether an employer has opened; those that open at 0 have always been there."""
    return employer.opens <= max(0, quarter.number)


class World:
    """All figures of the sample, computed on demand and kept.

    Args:
        seed: seed of the whole sample.
        places: all 99 communes.
        quarter_of: period id -> `Quarter` in the BCĐK calendar.
    """

    def __init__(self, seed: int, places: list[Place], quarter_of: Callable[[str], Quarter]):
        self.seed = seed
        self.places = {place.code: place for place in places}
        self.quarter_of = lru_cache(maxsize=None)(quarter_of)
        self.employers = build_employers(seed, places)
        everyone = (e for group in self.employers.values() for e in group)
        self.total_workers = sum(e.workers for e in everyone if e.opens <= 0)
        self.register = lru_cache(maxsize=None)(self._register)
        self._inspected = lru_cache(maxsize=None)(self._inspect)
        self._told = lru_cache(maxsize=None)(self._tell)

    def quarter_number(self, number: int) -> Quarter:
        """The quarter so many quarters after 2025Q3."""
        year, index = divmod(number + 2, 4)
        return self.quarter_of(f"{2025 + year}Q{index + 1}")

    def staff(self, employer: Employer, quarter: Quarter) -> int:
        """Workers of an employer at the end of a quarter (0 once it has closed)."""
        if not is_there(employer, quarter) or quarter.number >= employer.closes:
            return 0
        draw = stream(self.seed, "staff", employer.key, quarter.period)
        trend = GROWTH_A_QUARTER**quarter.number * SEASON_WORKERS[quarter.quarter]
        return max(1, round(employer.workers * trend * draw.uniform(0.97, 1.03)))

    def _register(self, code: str, period: str) -> tuple[dict, ...]:
        quarter, rows = self.quarter_of(period), []
        for employer in self.employers[code]:
            closed_for = quarter.number - employer.closes
            if not is_there(employer, quarter) or closed_for > 1:
                continue
            workers = self.staff(employer, quarter)
            insured = min(workers, round(workers * employer.insured_share))
            rows.append(
                {
                    "employer": employer.name,
                    "tax_code": employer.tax_code,
                    "commune": code,
                    "ownership": employer.ownership,
                    "industry": employer.industry,
                    "industrial_zone": employer.zone or None,
                    "workers": workers,
                    "workers_female": min(workers, round(workers * employer.female_share)),
                    "workers_insured": insured,
                    **relations(self.seed, employer, workers, insured, quarter.ends_on),
                    "has_union": employer.has_union and workers > 0,
                    "has_agreement": employer.has_agreement and workers > 0,
                    "status": "active" if workers else employer.closes_as,
                }
            )
        return tuple(rows)

    def inspection(self, code: str, period: str) -> dict:
        """The inspection summary of a commune and quarter."""
        return self._inspected(code, period)[0]

    def fines(self, code: str, period: str) -> list[int]:
        """The fine of each penalty decision in that summary, in đồng."""
        return self._inspected(code, period)[1]

    def outreach(self, code: str, period: str) -> dict:
        """The outreach summary of a commune and quarter."""
        return self._told(code, period)[0]

    def audiences(self, code: str, period: str) -> list[int]:
        """How many came to each session in that summary."""
        return self._told(code, period)[1]

    def _inspect(self, code: str, period: str) -> tuple[dict, list[int]]:
        quarter = self.quarter_of(period)
        draw = stream(self.seed, "inspection", code, period)
        active = sum(row["status"] == "active" for row in self.register(code, period))
        mean = (0.35 + active * 0.045) * SEASON_CHECKS[quarter.quarter]
        inspections = min(active, poisson(draw, mean))
        inspected = min(active, sum(draw.choice((1, 1, 1, 2, 3)) for _ in range(inspections)))
        # slow improvement over the quarters, against it at the hot spot
        chance = 0.44 - 0.012 * quarter.number + (0.12 if code == HOT_SPOT else 0)
        violating = binomial(draw, inspected, max(0.2, chance))
        violations = violating + sum(poisson(draw, 0.9) for _ in range(violating))
        decisions = binomial(draw, violating, 0.36)
        fines = [draw.randrange(50, 751, 5) * 100_000 for _ in range(decisions)]
        summary = {
            "commune": code,
            "inspections": inspections,
            "employers_inspected": inspected,
            "employers_violating": violating,
            "violations": violations,
            "penalty_decisions": decisions,
            "fines_vnd": sum(fines),
        }
        return summary, fines

    def annual_plan(self, code: str, year: int) -> int:
        """Outreach sessions that a commune plans for a year."""
        draw = stream(self.seed, "plan", code, year)
        return max(4, min(24, round(4 + len(self.employers[code]) * 0.22 + draw.gauss(1, 1.5))))

    def _tell(self, code: str, period: str) -> tuple[dict, list[int]]:
        quarter = self.quarter_of(period)
        draw = stream(self.seed, "outreach", code, period)
        plan = self.annual_plan(code, quarter.year)
        sessions = poisson(draw, plan / 4 * SEASON_OUTREACH[quarter.quarter] * 0.97)
        town = self.places[code].unit_type == "phường"
        audiences = [
            draw.randint(45, 190) if town else draw.randint(18, 120) for _ in range(sessions)
        ]
        people = sum(audiences)
        media = poisson(draw, 2.2 + (2 if town else 0))
        materials = round(people * draw.uniform(0.6, 2.2), -1) + 10 * draw.randint(0, 9)
        summary = {
            "commune": code,
            "sessions": sessions,
            "attendances": people,
            "attendances_female": people // 2,
            "media_items": media,
            "materials_distributed": int(materials),
            "annual_plan_sessions": plan,
        }
        return summary, audiences

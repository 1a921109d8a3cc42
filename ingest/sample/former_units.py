"""The world before the merger: whose old unit an event belonged to, and figures of old units.

The figures of a commune of today are the world's own (`World`); its former units share them out:
an employer lies in one unit for good, a decision to inspect and a meeting fall to one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ingest.former_districts import district_codes, former_districts
from ingest.reference import commune_history
from ingest.sample.checks import visits
from ingest.sample.employers import Place, stream
from ingest.sample.figures import World

FIRST_FORMER_PERIOD = "2023Q3"


@dataclass(frozen=True)
class OldUnit:
    """A former unit; `place` is spelled in cells, `commune` is what a reader must make of it."""

    place: Place
    commune: str
    district_code: str


@lru_cache(maxsize=1)
def old_units() -> dict[str, tuple[OldUnit, ...]]:
    """Returns commune of today -> its former units, in order of their codes."""
    found: dict[str, list[OldUnit]] = {}
    codes = district_codes()
    for unit in commune_history():
        code = codes[unit.old_district]
        district = former_districts()[code].short_name
        place = Place(
            unit.old_code, unit.old_name, unit.old_short_name, unit.old_unit_type, district, ()
        )
        found.setdefault(unit.commune_code, []).append(OldUnit(place, unit.commune_code, code))
    return {commune: tuple(units) for commune, units in found.items()}


def unit_of(seed: int, commune: str, employer: str) -> OldUnit:
    """The former unit in which an employer of a commune lay.

    Args:
        seed: seed of the whole sample.
        commune: commune of today.
        employer: the employer's name.
    """
    return stream(seed, "old unit", commune, employer).choice(old_units()[commune])


def inspections_of(world: World, commune: str, period: str) -> dict[str, dict]:
    """Inspection figures of each former unit of a commune, by old code; they add up to its own.

    Args:
        world: the figures.
        commune: commune of today.
        period: quarter id.
    """
    units = old_units()[commune]
    keys = ("inspections", "employers_inspected", "employers_violating", "violations")
    figures = {
        u.place.code: dict.fromkeys((*keys, "penalty_decisions", "fines_vnd"), 0) for u in units
    }
    decided: dict[int, str] = {}
    for visit in visits(world, commune, period):
        if visit.number not in decided:
            draw = stream(world.seed, "old unit of decision", commune, period, visit.number)
            decided[visit.number] = draw.choice(units).place.code
            figures[decided[visit.number]]["inspections"] += 1
        own = figures[decided[visit.number]]
        own["employers_inspected"] += 1
        own["employers_violating"] += visit.violations > 0
        own["violations"] += visit.violations
        own["penalty_decisions"] += visit.fine > 0
        own["fines_vnd"] += visit.fine
    return figures


def outreach_of(world: World, commune: str, period: str) -> dict[str, dict]:
    """Outreach figures of each former unit of a commune, by old code.

    Args:
        world: the figures.
        commune: commune of today.
        period: quarter id.
    """
    units, whole = old_units()[commune], world.outreach(commune, period)
    draw = stream(world.seed, "old units of outreach", commune, period)
    codes = [unit.place.code for unit in units]
    sessions, people = dict.fromkeys(codes, 0), dict.fromkeys(codes, 0)
    for audience in world.audiences(commune, period):
        code = draw.choice(codes)
        sessions[code] += 1
        people[code] += audience
    media = _shared(whole["media_items"], codes)
    materials = _shared(whole["materials_distributed"], codes)
    plan = _shared(whole["annual_plan_sessions"], codes)
    return {
        code: {
            "sessions": sessions[code],
            "attendances": people[code],
            "attendances_female": people[code] // 2,
            "media_items": media[code],
            "materials_distributed": materials[code],
            "annual_plan_sessions": plan[code],
        }
        for code in codes
    }


def added_up(figures: Iterable[dict]) -> dict[str, int]:
    """The sums of some units' figures, by column."""
    sums: dict[str, int] = {}
    for own in figures:
        for key, value in own.items():
            sums[key] = sums.get(key, 0) + value
    return sums


def _shared(number: int, codes: list[str]) -> dict[str, int]:
    """A number in nearly equal whole parts."""
    part, rest = divmod(number, len(codes))
    return {code: part + (nth < rest) for nth, code in enumerate(codes)}

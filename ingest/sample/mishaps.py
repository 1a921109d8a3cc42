"""Accidents at work (twice a year) and early warnings (as they happen)."""

from __future__ import annotations

from datetime import timedelta

from ingest.sample.employers import stream
from ingest.sample.figures import HOT_SPOT, Quarter, World, poisson

ALERTS = ("collective_petition", "unpaid_wages", "employer_absconded", "layoff_plan", "tip")
_SOURCES = ("commune", "union", "police", "workers", "hotline")


def accidents(world: World, code: str, quarter: Quarter) -> dict:
    """Accidents of a commune in the half-year that ends with a quarter.

    Args:
        world: the figures.
        code: commune.
        quarter: the second or the fourth quarter of a year.
    """
    draw = stream(world.seed, "accidents", code, quarter.period)
    workers = sum(row["workers"] for row in world.register(code, quarter.period))
    cases = poisson(draw, workers / 1100)
    dead = min(cases, sum(draw.random() < 0.06 for _ in range(cases)))
    several = sum(draw.random() < 0.08 for _ in range(cases))
    victims = cases + several
    severe = sum(draw.random() < 0.25 for _ in range(victims - dead))
    by_employer = sum(draw.random() < 0.45 for _ in range(cases))
    by_worker = sum(draw.random() < 0.5 for _ in range(cases - by_employer))
    return {
        "commune": code,
        "accidents": cases,
        "accidents_fatal": dead,
        "accidents_multiple": several,
        "victims": victims,
        "victims_dead": dead,
        "victims_serious": severe,
        "victims_light": victims - dead - severe,
        "victims_female": sum(draw.random() < 0.2 for _ in range(victims)),
        "victims_without_contract": sum(draw.random() < 0.3 for _ in range(victims)),
        "cause_employer": by_employer,
        "cause_worker": by_worker,
        "cause_other": cases - by_employer - by_worker,
        "damage_vnd": sum(draw.randrange(5, 90) * 1_000_000 for _ in range(victims)),
        "days_off": sum(draw.randint(3, 60) for _ in range(victims)),
    }


def alerts(world: World, code: str, quarter: Quarter) -> list[dict]:
    """Early warnings about employers of a commune, by day."""
    draw = stream(world.seed, "alerts", code, quarter.period)
    large = [e for e in world.employers[code] if world.staff(e, quarter) >= 25]
    mean = 0.9 if code == HOT_SPOT else min(0.5, len(large) * 0.03)
    length = (quarter.ends_on - quarter.starts_on).days
    made = []
    for _ in range(poisson(draw, mean) if large else 0):
        employer = draw.choice(large)
        staff = world.staff(employer, quarter)
        reported_on = quarter.starts_on + timedelta(days=draw.randint(0, length))
        kind = draw.choices(ALERTS, (25, 35, 5, 10, 25))[0]
        months = stream(world.seed, "unpaid", employer.key, quarter.period).choice((None, 1, 2))
        made.append(
            {
                "reported_on": reported_on,
                "commune": code,
                "employer": employer.name,
                "tax_code": employer.tax_code,
                "kind": kind,
                "workers": max(5, round(staff * draw.uniform(0.1, 0.7))),
                "total_workers": staff,
                "months_unpaid": months if kind == "unpaid_wages" else None,
                "info_source": draw.choice(_SOURCES),
                "status": draw.choices(("resolved", "pending"), (70, 30))[0],
            }
        )
    return sorted(made, key=lambda row: (row["reported_on"], row["employer"]))

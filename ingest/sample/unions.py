"""The union's own figures, by its 11 areas: their names here are made up ("mẫu"), like all else.

The real names and boundaries are for the union to state (data/reference/union_areas.csv).
"""

from __future__ import annotations

from ingest.sample.employers import stream
from ingest.sample.figures import Quarter, World

AREAS = 11
_OTHERS = ("Công đoàn ngành mẫu A", "Công đoàn ngành mẫu B", "CĐCS trực thuộc (mẫu)")


def union_rows(world: World, quarter: Quarter) -> list[dict]:
    """One row an area, then the branch unions, with figures from the employers of the world.

    Args:
        world: the figures.
        quarter: the quarter.
    """
    codes = sorted(world.places)
    stream(world.seed, "union areas").shuffle(codes)
    made = []
    for number in range(AREAS + len(_OTHERS)):
        area = number < AREAS
        name = f"Công đoàn khu vực mẫu {number + 1:02d}" if area else _OTHERS[number - AREAS]
        draw = stream(world.seed, "union", name, quarter.period)
        if area:
            register = [
                row for code in codes[number::AREAS] for row in world.register(code, quarter.period)
            ]
        else:
            register = []
        made.append(_row(name, register, draw))
    return made


def _row(name: str, register, draw) -> dict:
    active = [row for row in register if row["status"] == "active"]
    with_union = [row for row in active if row["has_union"]]
    public = draw.randint(8, 20)
    workers = sum(row["workers"] for row in with_union) + public * 30
    women = sum(row["workers_female"] for row in with_union) + public * 17
    members = round(workers * draw.uniform(0.82, 0.93))
    agreements = sum(row["has_agreement"] for row in active)
    dialogues = round(len(with_union) * draw.uniform(0.2, 0.5))
    return {
        "unit": name,
        "workers_total": workers,
        "workers_female": women,
        "members_total": members,
        "members_female": min(women, round(members * women / max(1, workers))),
        "members_admitted": draw.randint(20, 160),
        "members_left": draw.randint(5, 60),
        "unions_total": len(with_union) + public,
        "unions_public": public,
        "unions_private": len(with_union),
        "unions_new": draw.choice((0, 0, 1, 1, 2)),
        "unions_dissolved": draw.choice((0, 0, 0, 1)),
        "employers_25_without_union": sum(
            row["workers"] >= 25 and not row["has_union"] for row in active
        ),
        "agreements_in_force": agreements,
        "agreements_new": min(agreements, draw.choice((0, 1, 1, 2))),
        "agreements_amended": min(agreements, draw.choice((0, 0, 1))),
        "agreements_expired": draw.choice((0, 0, 0, 1)),
        "dialogue_employers": dialogues,
        "dialogue_sessions": dialogues + draw.choice((0, 0, 1, 2)),
        "conference_employers": round(len(with_union) * draw.uniform(0.05, 0.4)),
        "legal_consultations": draw.randint(0, 25),
        "lawsuits_supported": draw.choice((0, 0, 0, 1)),
    }

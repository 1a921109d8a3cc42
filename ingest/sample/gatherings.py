"""Outreach sessions one by one; they add up to the summary of their commune and quarter."""

from __future__ import annotations

from datetime import timedelta

from ingest.sample.employers import stream
from ingest.sample.figures import Quarter, World
from ingest.sample.sheet_draft import Spelled

TOPICS = (
    ("Pháp luật lao động", "labour_law"),
    ("Pháp luật lao động; BHXH", "labour_law;insurance"),
    ("BHXH, BHYT, BHTN", "insurance"),
    ("An toàn, vệ sinh lao động", "safety"),
    ("Chính trị, tư tưởng; Công đoàn", "political;union"),
)
_LEADERS = ("UBND {kind} {name}", "Công đoàn cơ sở", "Đoàn Thanh niên {kind} {name}")
_VENUES = ("Nhà văn hóa {kind} {name}", "Hội trường UBND {kind} {name}", "tại doanh nghiệp")


def sessions(world: World, code: str, period: str) -> list[dict]:
    """The sessions held in a commune in a quarter, by day.

    Args:
        world: the figures.
        code: commune.
        period: quarter id.
    """
    quarter, place = world.quarter_of(period), world.places[code]
    draw = stream(world.seed, "sessions", code, period)
    length = (quarter.ends_on - quarter.starts_on).days
    at_work = [e for e in world.employers[code] if world.staff(e, quarter)]
    made = []
    for people in world.audiences(code, period):
        hosts = draw.sample(at_work, min(len(at_work), draw.choice((0, 1, 1, 2))))
        words = {"kind": place.unit_type, "name": place.short_name}
        made.append(
            {
                "held_on": quarter.starts_on + timedelta(days=draw.randint(0, length)),
                "commune": code,
                "place": draw.choice(_VENUES).format(**words),
                "lead_unit": draw.choice(_LEADERS).format(**words),
                "topics": Spelled(*draw.choices(TOPICS, (40, 20, 15, 15, 10))[0]),
                "attendances": people,
                "attendances_female": round(people * draw.uniform(0.3, 0.6)),
                "session_form": draw.choices(("conference", "talk", "mobile"), (70, 20, 10))[0],
                "materials": round(people * draw.uniform(0.5, 1.5)),
                "tax_code": _codes([host.tax_code for host in hosts]),
            }
        )
    return sorted(made, key=lambda row: (row["held_on"], row["place"]))


def union_sessions(world: World, codes: tuple[str, ...], quarter: Quarter) -> list[dict]:
    """What the provincial union lists: sessions held together with a commune, and some of its own.

    Args:
        world: the figures.
        codes: communes.
        quarter: the quarter.
    """
    made = []
    for code in codes:
        draw = stream(world.seed, "union sessions", code, quarter.period)
        held = sessions(world, code, quarter.period)
        made += [row for row in held if row["lead_unit"] == "Công đoàn cơ sở"]
        length = (quarter.ends_on - quarter.starts_on).days
        place = world.places[code]
        made.append(
            {
                "held_on": quarter.starts_on + timedelta(days=draw.randint(0, length)),
                "commune": code,
                "place": f"Hội trường công đoàn {place.unit_type} {place.short_name}",
                "lead_unit": "Liên đoàn Lao động tỉnh",
                "topics": Spelled("Công đoàn", "union"),
                "attendances": draw.randint(30, 150),
                "session_form": draw.choices(("conference", "embedded"), (60, 40))[0],
                "tax_code": None,
            }
        )
    return sorted(made, key=lambda row: (row["held_on"], row["place"]))


def _codes(codes: list[str]) -> Spelled | None:
    return Spelled("; ".join(codes), ";".join(codes)) if codes else None

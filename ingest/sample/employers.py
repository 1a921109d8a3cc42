"""Invented employers of each commune: obviously made up, stable over the quarters.

How many and how large follows from the kind of place (phường, district seat, industrial zone,
mountain commune). Sizes are scaled once so that the province comes to a plausible total.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

from ingest.sample.tax_codes import made_up_tax_code

EMPLOYERS_IN_PROVINCE = 2000
WORKERS_IN_PROVINCE = 74_000
LARGEST_REGISTER = 78
SMALLEST_REGISTER = 2

# Former districts by how much enterprise they hold per commune, next to an ordinary one (1.0).
DISTRICT_WEIGHT = {
    "Mù Căng Chải": 0.3,
    "Trạm Tấu": 0.25,
    "Si Ma Cai": 0.3,
    "Bắc Hà": 0.45,
    "Mường Khương": 0.5,
    "Bát Xát": 0.7,
    "Văn Bàn": 0.7,
    "Lục Yên": 0.8,
    "Bảo Thắng": 1.6,
    "Yên Bình": 1.4,
    "Trấn Yên": 1.3,
}

# (industry, word in the name, share of women, relative size)
INDUSTRIES = (
    ("May mặc", "May", 0.82, 3.0),
    ("Chế biến gỗ", "Gỗ", 0.38, 1.2),
    ("Khai thác khoáng sản", "Khoáng sản", 0.18, 1.8),
    ("Luyện kim, hoá chất", "Hoá chất", 0.24, 2.6),
    ("Sản xuất điện", "Thuỷ điện", 0.15, 0.6),
    ("Xây dựng", "Xây dựng", 0.14, 0.9),
    ("Khách sạn, du lịch", "Du lịch", 0.6, 0.8),
    ("Thương mại", "Thương mại", 0.5, 0.5),
    ("Vận tải", "Vận tải", 0.1, 0.6),
    ("Chế biến chè", "Chè", 0.62, 0.9),
    ("Chế biến nông sản", "Nông sản", 0.55, 0.7),
    ("Vật liệu xây dựng", "Vật liệu", 0.25, 1.0),
    ("Điện tử", "Điện tử", 0.7, 3.2),
)
_ZONE_INDUSTRIES = (0, 1, 2, 3, 10, 11, 12)
_TOWN_INDUSTRIES = (5, 6, 7, 8, 10, 11, 0)
_VILLAGE_INDUSTRIES = (1, 4, 5, 7, 9, 10, 11, 2)

_FORMS = {
    "private": ("Công ty TNHH", "Công ty CP", "Công ty TNHH MTV", "DNTN"),
    "state": ("Công ty TNHH MTV",),
    "fdi": ("Công ty TNHH",),
    "cooperative": ("HTX",),
}


@dataclass(frozen=True)
class Place:
    """A commune as the generator sees it; `zones` are industrial zones inside it."""

    code: str
    name: str
    short_name: str
    unit_type: str
    district: str
    zones: tuple[str, ...]


@dataclass(frozen=True)
class Employer:
    """One invented employer; `opens` and `closes` are quarter numbers (0 = 2025Q3).

    Its streams of chance hang on `key`, never on a name or a tax code.
    """

    name: str
    key: str
    tax_code: str
    commune_code: str
    ownership: str
    industry: str
    zone: str
    workers: float
    female_share: float
    insured_share: float
    has_union: bool
    has_agreement: bool
    opens: int
    closes: int
    closes_as: str


def stream(seed: int, *parts: object) -> random.Random:
    """A random stream of its own for each purpose, so that one never disturbs another."""
    return random.Random("|".join(str(part) for part in (seed, *parts)))


def place_weight(seed: int, place: Place) -> float:
    """Relative amount of enterprise in a commune (1.0 is an ordinary rural commune)."""
    draw = stream(seed, "weight", place.code)
    weight = math.exp(draw.gauss(-0.1, 0.35))
    weight *= DISTRICT_WEIGHT.get(place.district, 1.0)
    if place.unit_type == "phường":
        weight *= 4.5
    elif place.short_name == place.district:
        weight *= 2.2
    if place.zones:
        weight *= 1.5
    return weight


def build_employers(seed: int, places: list[Place]) -> dict[str, list[Employer]]:
    """Invent the employers of all communes.

    Args:
        seed: seed of the whole sample.
        places: all communes of the province (the scaling needs every one).

    Returns:
        commune code -> its employers, in register order.
    """
    weights = {place.code: place_weight(seed, place) for place in places}
    per_weight = EMPLOYERS_IN_PROVINCE / sum(weights.values())
    raw: dict[str, list[Employer]] = {}
    for place in places:
        count = round(weights[place.code] * per_weight)
        count = max(SMALLEST_REGISTER, min(LARGEST_REGISTER, count))
        raw[place.code] = [_invent(seed, place, number) for number in range(1, count + 1)]
    total = sum(e.workers for group in raw.values() for e in group if e.opens <= 0)
    scale = WORKERS_IN_PROVINCE / total
    return {code: [_resized(employer, scale) for employer in group] for code, group in raw.items()}


def _invent(seed: int, place: Place, number: int) -> Employer:
    draw = stream(seed, "employer", place.code, number)
    in_zone = bool(place.zones) and draw.random() < 0.45
    if in_zone:
        industry_no = draw.choice(_ZONE_INDUSTRIES)
    else:
        towns = place.unit_type == "phường"
        industry_no = draw.choice(_TOWN_INDUSTRIES if towns else _VILLAGE_INDUSTRIES)
    industry, word, women, size = INDUSTRIES[industry_no]
    ownership = draw.choices(
        ("private", "state", "fdi", "cooperative"),
        (70, 5, 12 if in_zone else 1, 3 if in_zone else 14),
    )[0]
    form = draw.choice(_FORMS[ownership])
    workers = min(400.0, math.exp(draw.gauss(2.6, 0.9)) * size * (2.2 if in_zone else 1.0))
    union_odds = min(0.9, 0.08 + workers / 120)
    has_union = draw.random() < union_odds
    opens = 0 if draw.random() < 0.94 else draw.randint(1, 8)
    closes = 99 if draw.random() < 0.93 else opens + draw.randint(2, 9)
    return Employer(
        name=f"{form} {word} (mẫu) {number:03d} {place.short_name}",
        key=f"99{place.code}{number:03d}",
        tax_code=made_up_tax_code(place.code, number),
        commune_code=place.code,
        ownership=ownership,
        industry=industry,
        zone=draw.choice(place.zones) if in_zone else "",
        workers=workers,
        female_share=min(0.95, max(0.05, draw.gauss(women, 0.07))),
        insured_share=min(1.0, max(0.55, draw.gauss(0.93, 0.06))),
        has_union=has_union,
        has_agreement=has_union and draw.random() < 0.6,
        opens=opens,
        closes=closes,
        closes_as=draw.choice(("suspended", "suspended", "dissolved")),
    )


def _resized(employer: Employer, scale: float) -> Employer:
    values = dict(employer.__dict__)
    values["workers"] = max(2.0, employer.workers * scale)
    return Employer(**values)

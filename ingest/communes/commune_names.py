"""Every name that a commune or a former unit carries or carried, ready to be looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from ingest.communes.parse_commune_text import parse_commune_text, short_district
from ingest.reference import aliases, commune_history, communes
from ingest.values.fold_text import fold, strip_marks


class Candidate(NamedTuple):
    """A commune to ask the sender about.

    Attributes:
        code: commune code.
        name: official name.
        why: Vietnamese reason.
        likeness: of the nearest name to the text, 0 to 1 (1 is the same name).
    """

    code: str
    name: str
    why: str
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A name that some unit carries or carried.

    Attributes:
        code: commune among the 99 that the unit is or became part of.
        label: full name as written officially.
        short: folded name without its kind.
        kind: "xã", "phường" or "thị trấn".
        districts: folded short names of the former districts it lies in.
        province: folded former province.
        ended_on: last day of a former unit, None for the present 99.
        is_sure: False when the source only infers where the unit went.
        district_label: former district as written, "" for the present 99.
    """

    code: str
    label: str
    short: str
    kind: str
    districts: frozenset[str]
    province: str | None
    ended_on: date | None = None
    is_sure: bool = True
    district_label: str = ""


@dataclass(slots=True)
class NameIndex:
    """Units by folded short name, with marks and without (`*_bare`).

    `current` holds the 99 communes, `former` the 319 units and those abolished earlier;
    `spellings` leads from another spelling of a short name to the official one.
    """

    current: dict[str, list[NamedUnit]] = field(default_factory=dict)
    former: dict[str, list[NamedUnit]] = field(default_factory=dict)
    current_bare: dict[str, list[NamedUnit]] = field(default_factory=dict)
    former_bare: dict[str, list[NamedUnit]] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)


@lru_cache(maxsize=1)
def name_index() -> NameIndex:
    """Returns the index over data/reference, built at the first call."""
    index = NameIndex()
    districts: dict[str, set[str]] = {code: set() for code in communes()}

    def add(
        table: dict[str, list[NamedUnit]], bare: dict[str, list[NamedUnit]], unit: NamedUnit
    ) -> None:
        table.setdefault(unit.short, []).append(unit)
        bare.setdefault(strip_marks(unit.short), []).append(unit)

    for old in commune_history():
        district = short_district(old.old_district)
        districts[old.commune_code].add(district)
        unit = NamedUnit(
            old.commune_code,
            old.old_name,
            fold(old.old_short_name),
            old.old_unit_type,
            frozenset([district]),
            fold(old.old_province),
            old.valid_to,
            district_label=old.old_district,
        )
        add(index.former, index.former_bare, unit)
    for code, commune in communes().items():
        unit = NamedUnit(
            code,
            commune.name,
            fold(commune.short_name),
            commune.unit_type,
            frozenset(districts[code]),
            fold(commune.former_province),
        )
        add(index.current, index.current_bare, unit)
    for alias in aliases():
        commune = communes()[alias.commune_code]
        if alias.kind == "spelling":
            index.spellings[fold(alias.alias)] = fold(commune.short_name)
            continue
        parsed = parse_commune_text(alias.alias)
        unit = NamedUnit(
            alias.commune_code,
            alias.alias,
            parsed.name,
            parsed.kind or "",
            frozenset([short_district(alias.former_district)]),
            fold(commune.former_province),
            alias.valid_to,
            is_sure=alias.confidence != "C",
            district_label=alias.former_district,
        )
        add(index.former, index.former_bare, unit)
    return index


@lru_cache(maxsize=32768)
def names_commune(text: str) -> bool:
    """Whether a text is the name of some commune, present or former, whichever."""
    parsed = parse_commune_text(text)
    if parsed.area != "commune" or parsed.left_over:
        return False
    index, bare = name_index(), strip_marks(parsed.name)
    tables = (index.current, index.former, index.spellings)
    return any(parsed.name in table for table in tables) or (
        bare == parsed.name and (bare in index.current_bare or bare in index.former_bare)
    )


def describe(unit: NamedUnit) -> str:
    """Returns the name as a sentence needs it: "Thị trấn Phố Lu (Huyện Bảo Thắng cũ)"."""
    return f"{unit.label} ({unit.district_label} cũ)" if unit.district_label else unit.label


@lru_cache(maxsize=4096)
def nearest_communes(name: str, count: int = 3) -> tuple[Candidate, ...]:
    """The communes whose present or former name is most like `name`, three unless told."""
    bare = strip_marks(name)
    matcher = SequenceMatcher(autojunk=False, b=bare)
    accented = SequenceMatcher(autojunk=False, b=name)
    best: dict[str, tuple[float, float, bool, NamedUnit]] = {}
    for unit in _all_units():
        matcher.set_seq1(strip_marks(unit.short))
        least = sorted((score[0] for score in best.values()), reverse=True)[count - 1 : count] or [
            0
        ]
        if matcher.real_quick_ratio() < least[0] or matcher.quick_ratio() < least[0]:
            continue
        likeness = matcher.ratio()
        accented.set_seq1(unit.short)
        score = (likeness, accented.ratio(), unit.ended_on is None)
        if unit.code not in best or score > best[unit.code][:3]:
            best[unit.code] = (*score, unit)
    ranked = sorted(best.values(), key=lambda b: (-b[0], -b[1], not b[2], b[3].code))[:count]
    return tuple(
        Candidate(
            unit.code,
            communes()[unit.code].name,
            "tên hiện nay gần giống"
            if unit.ended_on is None
            else f"{describe(unit)} có tên gần giống, nay thuộc đơn vị này",
            round(likeness, 2),
        )
        for likeness, *_, unit in ranked
    )


def _all_units() -> Iterable[NamedUnit]:
    index = name_index()
    for table in (index.current, index.former):
        for units in table.values():
            yield from units

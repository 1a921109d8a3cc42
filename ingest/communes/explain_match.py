"""Every step by which a written name becomes a commune, for a person who wants to check it.

The steps are taken from the same functions that decide; nothing is decided here.
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from ingest.communes.commune_names import NamedUnit, describe, name_index, nearest_communes
from ingest.communes.match_communes import CommuneMatch, fits, match_commune
from ingest.communes.parse_commune_text import CommuneText, parse_commune_text
from ingest.reference import communes
from ingest.values.fold_text import strip_marks

# how a unit that was found is named by its dates
_TABLES = {
    "current": "danh mục 99 xã, phường hiện nay",
    "former": "đơn vị cũ và tên gọi khác",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of the looked-up name in one of the tables."""

    table: str
    name: str
    commune_code: str
    commune: str
    valid_from: str | None
    valid_to: str | None
    fits: bool
    is_sure: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """The way from a text to a commune.

    Attributes:
        text: the text as given.
        on: day on which the name must hold, None for today.
        parsed: what the text says: name, kind, district, province, "cũ", "mới", what is left over.
        looked_up: the name that was looked up, without accents when the text has none.
        spelling_of: official name when the text used a registered other spelling.
        entries: units of that name in the tables, those that do not fit the text included.
        nearest: the three nearest communes with their likeness.
        match: the decision.
    """

    text: str
    on: date | None
    parsed: CommuneText
    looked_up: str
    spelling_of: str | None
    match: CommuneMatch
    entries: tuple[Entry, ...] = ()
    nearest: tuple[Any, ...] = field(default_factory=tuple)

    def to_dict(self) -> dict[str, Any]:
        """The explanation as one JSON object."""
        match = asdict(self.match)
        match["candidates"] = [c._asdict() for c in self.match.candidates]
        return {
            "text": self.text,
            "on": self.on.isoformat() if self.on else None,
            "parsed": asdict(self.parsed),
            "looked_up": self.looked_up,
            "spelling_of": self.spelling_of,
            "entries": [asdict(entry) for entry in self.entries],
            "nearest": [c._asdict() for c in self.nearest],
            "decision": match,
        }


def explain_match(text: str, on: date | None = None, context: str | None = None) -> Explanation:
    """Follow one text from its writing to the decision.

    Args:
        text: the cell as written.
        on: day the row is about; None means the present division.
        context: text near the cell.
    """
    parsed = parse_commune_text(parsed_text(text))
    index = name_index()
    official = index.spellings.get(parsed.name)
    name = official or parsed.name
    is_exact = name in index.current or name in index.former
    bare = not is_exact and strip_marks(name) == name
    tables = {
        "current": index.current_bare if bare else index.current,
        "former": index.former_bare if bare else index.former,
    }
    entries = tuple(
        _entry(kind, unit, fits(unit, parsed, on is not None or parsed.is_former))
        for kind, table in tables.items()
        for unit in table.get(name, ())
    )
    return Explanation(
        text,
        on,
        parsed,
        name,
        official,
        match_commune(text, on=on, context=context),
        entries,
        nearest_communes(name) if parsed.area == "commune" else (),
    )


def parsed_text(text: str) -> str:
    """The part of a text that is decided upon: what "nay là …" introduces, else the whole."""
    return parse_commune_text(text).now_is or text


def _entry(table: str, unit: NamedUnit, is_fitting: bool) -> Entry:
    commune = communes()[unit.code]
    since = commune.valid_from.isoformat() if unit.ended_on is None else None
    until = unit.ended_on.isoformat() if unit.ended_on else None
    return Entry(
        _TABLES[table],
        describe(unit),
        unit.code,
        commune.name,
        since,
        until,
        is_fitting,
        unit.is_sure,
    )

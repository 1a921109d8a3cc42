"""The generated dictionary of indicators, and finding in it without accents."""

import json
import unicodedata
from functools import cache

from dashboards.release_reader import DEFAULT_HOME

DICTIONARY = DEFAULT_HOME / "reference" / "tu-dien-chi-tieu.json"
WARNINGS = "Cảnh báo sớm"
GROUPS = {
    "CI": "Thanh tra, kiểm tra",
    "DS": "Tranh chấp, ngừng việc",
    "OE": "Tuyên truyền",
    "LR": "Quan hệ lao động",
    "DQ": "Chất lượng báo cáo",
    "EW": WARNINGS,
}


@cache
def entries() -> dict[str, dict]:
    """Return every indicator's entry by its id, in the order of the catalogue."""
    found = json.loads(DICTIONARY.read_text(encoding="utf-8"))
    return {entry["kpi_id"]: entry for entry in found}


def fold(text: str) -> str:
    """Return a text without accents and in small letters ("Đình công" → "dinh cong")."""
    plain = unicodedata.normalize("NFD", text.casefold()).replace("đ", "d")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def columns_of(entry: dict) -> list[dict]:
    """The columns of the forms that an indicator is made of, numerator first, each once."""
    seen: dict[tuple[str, str], dict] = {}
    for side, word in (("numerator", "tử số"), ("denominator", "mẫu số")):
        for column in (entry[side] or {}).get("columns", ()):
            known = seen.setdefault((column["form"], column["column"]), column | {"sides": []})
            if word not in known["sides"]:
                known["sides"].append(word)
    return list(seen.values())


@cache
def _haystacks() -> dict[str, tuple[str, str]]:
    """Kpi id -> folded names, folded everything."""
    made = {}
    for kpi_id, entry in entries().items():
        names = " ".join((kpi_id, entry["name"], entry["short_name"]))
        rest = [entry[key] or "" for key in ("definition", "formula", "caveat", "legal_source")]
        for column in columns_of(entry):
            rest += [column["title"], column["number"], column["means"], *column["labels"]]
        made[kpi_id] = (fold(names), fold(" ".join((names, *rest))))
    return made


def find(words: str) -> list[str]:
    """Return the ids of the indicators that hold every word, those named so first.

    Args:
        words: what was typed, with or without accents; nothing finds all.
    """
    asked = fold(words).split()
    hits = [
        (sum(word not in names for word in asked), place, kpi_id)
        for place, (kpi_id, (names, everything)) in enumerate(_haystacks().items())
        if all(word in everything for word in asked)
    ]
    return [kpi_id for _, _, kpi_id in sorted(hits)]


def group_of(kpi_id: str) -> str:
    """The field that an indicator belongs to, in words."""
    return GROUPS.get(kpi_id.partition("-")[0], "Khác")

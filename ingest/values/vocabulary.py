"""Words common to all forms, from ``vocabulary.yml``, folded and compiled once.

Offices also type without accents. Words that are looked for inside a text are therefore kept in
both spellings, with and without marks; a text typed without any mark is ``is_bare``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from ingest.values.fold_text import fold, strip_marks

_FILE = Path(__file__).with_name("vocabulary.yml")


@dataclass(frozen=True)
class Vocabulary:
    """The folded vocabulary; see the comments in ``vocabulary.yml``."""

    abbreviations: dict[str, str]
    bare_abbreviations: dict[str, str]
    money_units: dict[str, int]
    other_units: frozenset[str]
    work_units: frozenset[str]
    unit_families: tuple[frozenset[str], ...]
    ignored_columns: frozenset[str]
    year_columns: frozenset[str]
    period_columns: frozenset[str]
    month_columns: frozenset[str]
    not_current: tuple[str, ...]
    other_measures: tuple[str, ...]
    subset: tuple[str, ...]
    bracketed_parts: tuple[str, ...]
    long_titles: tuple[str, ...]
    plan_titles: tuple[str, ...]
    estimate_titles: tuple[str, ...]
    qualifiers: tuple[str, ...]
    year_rows: frozenset[str]
    whole_leaves: frozenset[str]
    other_subjects: tuple[str, ...]
    own_subjects: tuple[str, ...]
    code_fillers: re.Pattern[str]
    rows: dict[str, re.Pattern[str]]
    measures: dict[str, re.Pattern[str]]
    blank_signs: frozenset[str]
    dashes: frozenset[str]
    inapplicable_signs: frozenset[str]
    true_signs: frozenset[str]
    false_signs: frozenset[str]
    replacement: tuple[str, ...]
    correction: tuple[str, ...]
    lone_correction: frozenset[str]
    made_up_marks: tuple[str, ...]
    secret_stamps: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the installed product."""
    raw: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    units = raw["money_units"].items()
    abbreviations = raw["abbreviations"].items()
    return Vocabulary(
        abbreviations={fold(k): fold(v) for k, v in abbreviations},
        bare_abbreviations={strip_marks(k): strip_marks(v) for k, v in abbreviations},
        money_units={strip_marks(str(k)): v for k, v in units}
        | {fold(str(k)): v for k, v in units},
        other_units=frozenset(both_spellings(map(str, raw["other_units"]))) - {""} | {"%"},
        work_units=frozenset(both_spellings(raw["work_units"])),
        unit_families=tuple(frozenset(both_spellings(f)) for f in raw["unit_families"]),
        ignored_columns=frozenset(both_spellings(raw["ignored_columns"])),
        year_columns=frozenset(both_spellings(raw["year_columns"])),
        period_columns=frozenset(both_spellings(raw["period_columns"])),
        month_columns=frozenset(both_spellings(raw["month_columns"])),
        not_current=_phrases(raw["not_current"]),
        other_measures=_phrases(raw["other_measures"]),
        subset=_phrases(raw["subset"]),
        bracketed_parts=_phrases(raw["bracketed_parts"]),
        long_titles=_phrases(raw["long_titles"]),
        plan_titles=_phrases(raw["plan_titles"]),
        estimate_titles=_phrases(raw["estimate_titles"]),
        qualifiers=_phrases(raw["qualifiers"]),
        year_rows=frozenset(both_spellings(raw["year_rows"])),
        whole_leaves=frozenset(both_spellings(raw["whole_leaves"])),
        other_subjects=_phrases(raw["other_subjects"]),
        own_subjects=_phrases(raw["own_subjects"]),
        code_fillers=_any_of(raw["code_fillers"]),
        rows={kind: _row_pattern(patterns) for kind, patterns in raw["rows"].items()},
        measures={kind: _row_pattern(patterns) for kind, patterns in raw["measures"].items()},
        blank_signs=frozenset(raw["blank_signs"]),
        dashes=frozenset(raw["dashes"]),
        inapplicable_signs=frozenset(sign.casefold() for sign in raw["inapplicable_signs"]),
        true_signs=frozenset(
            spelt for s in raw["true_signs"] for spelt in (s.casefold(), strip_marks(s)) if spelt
        ),
        false_signs=frozenset(both_spellings(raw["false_signs"])),
        replacement=tuple(both_spellings(raw["replacement"])),
        correction=tuple(both_spellings(raw["correction"])),
        lone_correction=frozenset(both_spellings(raw["lone_correction"])),
        made_up_marks=tuple(map(fold, raw["made_up_marks"])),
        secret_stamps=frozenset(raw["secret_stamps"]),
    )


def both_spellings(words: Iterable[str]) -> list[str]:
    """Folded words with their marks, then those same words without."""
    folded = [fold(word) for word in words]
    return [*dict.fromkeys([*folded, *map(strip_marks, folded)])]


def _phrases(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(f" {word} " for word in both_spellings(words))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(both_spellings(words), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")


def _row_pattern(patterns: Iterable[str]) -> re.Pattern[str]:
    kept = [_in_words(pattern, fold) for pattern in patterns]
    bare = [_in_words(pattern, strip_marks) for pattern in patterns]
    return re.compile("|".join(f"(?:{p})" for p in dict.fromkeys([*kept, *bare])))


def _in_words(pattern: str, change: Any) -> str:
    """Change the Vietnamese words of a regular expression, leaving its signs alone."""
    return re.sub(r"[^\W\d_]{2,}", lambda word: change(word[0]), pattern)


@lru_cache(maxsize=32768)
def is_bare(text: str) -> bool:
    """Whether a text is typed without any accent."""
    return fold(text) == strip_marks(text)


@lru_cache(maxsize=32768)
def expand(text: str) -> str:
    """Fold a header text and expand its abbreviations word by word.

    A text without accents is expanded without accents.
    """
    words = vocabulary().bare_abbreviations if is_bare(text) else vocabulary().abbreviations
    folded = fold(text)
    for phrase in (key for key in words if " " in key and key in folded):
        folded = f" {folded} ".replace(f" {phrase} ", f" {words[phrase]} ").strip()
    return " ".join(words.get(word, word) for word in folded.split())

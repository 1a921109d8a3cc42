"""Words common to all forms, from ``vocabulary.yml``, folded and compiled once."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from ingest.fold_text import fold

_FILE = Path(__file__).with_name("vocabulary.yml")


@dataclass(frozen=True)
class Vocabulary:
    """The folded vocabulary; see the comments in ``vocabulary.yml``."""

    abbreviations: dict[str, str]
    money_units: dict[str, int]
    other_units: frozenset[str]
    ignored_columns: frozenset[str]
    not_current: tuple[str, ...]
    subset: tuple[str, ...]
    rows: dict[str, re.Pattern[str]]
    blank_signs: frozenset[str]
    dashes: frozenset[str]
    true_signs: frozenset[str]
    false_signs: frozenset[str]
    replacement: tuple[str, ...]
    secret_stamps: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of the installed product."""
    raw: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return Vocabulary(
        abbreviations={fold(k): fold(v) for k, v in raw["abbreviations"].items()},
        money_units={fold(str(k)): v for k, v in raw["money_units"].items()},
        other_units=frozenset(fold(str(u)) for u in raw["other_units"]) | {"%"},
        ignored_columns=frozenset(map(fold, raw["ignored_columns"])),
        not_current=tuple(f" {fold(w)} " for w in raw["not_current"]),
        subset=tuple(f" {fold(w)} " for w in raw["subset"]),
        rows={
            kind: re.compile("|".join(f"(?:{_fold_pattern(p)})" for p in patterns))
            for kind, patterns in raw["rows"].items()
        },
        blank_signs=frozenset(raw["blank_signs"]),
        dashes=frozenset(raw["dashes"]),
        true_signs=frozenset(s.casefold() for s in raw["true_signs"]),
        false_signs=frozenset(fold(s) for s in raw["false_signs"]),
        replacement=tuple(map(fold, raw["replacement"])),
        secret_stamps=frozenset(raw["secret_stamps"]),
    )


def _fold_pattern(pattern: str) -> str:
    """Fold the Vietnamese words of a regular expression, leaving its signs alone."""
    return re.sub(r"[^\W\d_]{2,}", lambda word: fold(word[0]), pattern)


@lru_cache(maxsize=32768)
def expand(text: str) -> str:
    """Fold a header text and expand its abbreviations word by word."""
    words = vocabulary().abbreviations
    return " ".join(words.get(word, word) for word in fold(text).split())

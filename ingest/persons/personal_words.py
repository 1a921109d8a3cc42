"""The words of ``personal_words.yml``, ready for comparing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from ingest.values.fold_text import strip_marks

_FILE = Path(__file__).parent / "personal_words.yml"


@dataclass(frozen=True, slots=True)
class PersonalWords:
    """Words about persons, in lower case; see the file for what each list means."""

    titles: frozenset[str]
    bare_titles: frozenset[str]
    offices: tuple[str, ...]
    not_after: frozenset[str]
    not_names: frozenset[str]
    stop: frozenset[str]
    stop_phrases: frozenset[str]
    family_names: frozenset[str]
    bare_family_names: frozenset[str]
    sure_family_names: frozenset[str]
    middle_names: frozenset[str]
    identity_words: frozenset[str]
    account_words: frozenset[str]
    business_words: frozenset[str]
    money_words: frozenset[str]


@cache
def personal_words() -> PersonalWords:
    """The words, read once."""
    raw = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    families = frozenset(raw["family_names"])
    lists = {name: frozenset(map(str, words)) for name, words in raw.items()}
    lists["offices"] = tuple(sorted(raw["offices"], key=len, reverse=True))
    lists["middle_names"] = lists["middle_names"] | {strip_marks(w) for w in raw["middle_names"]}
    return PersonalWords(**lists, bare_family_names=frozenset(map(strip_marks, families)))


def alternatives(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words as whole words, longest first, in any case."""
    ordered = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ordered)})(?!\w)", re.IGNORECASE)

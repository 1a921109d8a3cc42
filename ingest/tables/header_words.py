"""Words of header texts: folded variants, what qualifies them, the period that they name."""

import re
from functools import lru_cache

from ingest.tables.read_units import PARENTHESES
from ingest.values.fold_text import fold
from ingest.values.read_periods import mentions, without_quarter
from ingest.values.vocabulary import expand, is_bare, vocabulary

RAISED = re.compile("[¹²³⁴⁵⁶⁷⁸⁹*]+")  # footnote marks
_DOUBTFUL_BARE = " nam "  # without accents "nam" is a man and a year


def take_periods(path: tuple[str, ...]) -> tuple[int | None, int | None, list[str]]:
    """Take quarter and year out of a header path; returns year, quarter and remaining texts."""
    year = quarter = None
    parts: list[str] = []
    for part in path:
        found = mentions(part)
        if len(found) == 1 and found[0].quarter:
            year, quarter = found[0].year or year, found[0].quarter
            rest = without_quarter(part)
            if fold(rest):
                parts.append(rest)
        elif len(found) == 1 and not expand(part).strip("năam 0123456789"):
            year = found[0].year
        else:
            parts.append(part)
    return year, quarter, parts


def joined_words(parts: list[str]) -> str:
    """Folded, expanded texts of a path as one phrase between spaces."""
    return f" {' '.join(expand(part) for part in parts)} "


def is_qualified(parts: list[str]) -> bool:
    """Whether a header says "không", "đã nộp"…: then keywords alone would be a guess."""
    outside = joined_words([PARENTHESES.sub(" ", part) for part in parts])
    return any(word in outside for word in vocabulary().qualifiers)


def is_sure(sign: str, text: str) -> bool:
    """Whether a sign found in a text means what it says, also when typed without accents."""
    return sign != _DOUBTFUL_BARE or text == sign or not is_bare(text)


@lru_cache(maxsize=32768)
def variants(text: str) -> tuple[str, ...]:
    """Folded forms of one header text: whole, and without what stands in parentheses."""
    text = RAISED.sub(" ", text)
    whole, bare = expand(text), expand(PARENTHESES.sub(" ", text))
    return (whole, bare) if bare and bare != whole else (whole,)

"""Names of employers as they are compared: exactly for what counts, loosely for what is offered."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from ingest.values.fold_text import strip_marks

# The same words as in the dbt macro `employer_key`; a test compares the two.
LEGAL_FORMS = (
    *("cong ty", "cty", "trach nhiem huu han", "tnhh", "mot thanh vien", "mtv", "co phan", "ctcp"),
    *("doanh nghiep tu nhan", "dntn", "hop tac xa", "htx", "chi nhanh"),
)
_LEGAL = re.compile("|".join(LEGAL_FORMS))
_REST = re.compile(r"[^a-z0-9]")
_ALIKE = 0.72  # below this a candidate helps nobody
_PARENT_DIGITS = 10


def employer_key(name: str) -> str:
    """A name without legal form, marks, spaces and punctuation: "Cty TNHH Hoà Bình" → "hoabinh".

    Two employers may share a key, so it only finds candidates.
    """
    return _REST.sub("", _LEGAL.sub("", strip_marks(name)))


def tax_digits(text: str) -> str:
    """A tax code without hyphen and spaces: 10 digits, or 13 of a dependent unit."""
    return "".join(character for character in text if character.isdigit())


def parent_tax_code(tax_code: str) -> str | None:
    """The code of the employer that a dependent unit (13 digits) belongs to."""
    return tax_code[:_PARENT_DIGITS] if len(tax_code) > _PARENT_DIGITS else None


def nearest(name: str, known: Iterable[tuple[str, str]], most: int = 3) -> list[tuple[str, str]]:
    """Known employers whose names are like this one, the likest first; a hint, never an answer.

    Args:
        name: the name as written.
        known: (tax code, name) of known employers.
        most: how many are wanted.
    """
    key = employer_key(name)
    matcher = SequenceMatcher(autojunk=False, b=key)
    scored = []
    for tax_code, other in known:
        matcher.set_seq1(employer_key(other))
        if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
            likeness = matcher.ratio()
            if likeness >= _ALIKE:
                scored.append((-likeness, tax_code, other))
    return [(tax_code, other) for _, tax_code, other in sorted(scored)[:most]]

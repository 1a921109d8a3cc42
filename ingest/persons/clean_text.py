"""Free text without the persons in it: numbers, addresses and names are covered, the rest stays.

Text columns ("nội dung", "nguyên nhân", "ghi chú") are stored because analysts read them; persons
named in them are none of the warehouse's business (Luật 91/2025/QH15; NĐ 356/2025 điều 3, 4). What
is covered is named by kind in a note to the sender, never by value. Covering too much costs a word
of a note, covering too little costs somebody's privacy: in doubt a text is covered. The words are
data, in ``personal_words.yml``; names of persons are found by ``find_names``.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from ingest.persons.find_names import name_spans
from ingest.persons.personal_words import alternatives, personal_words
from ingest.values.fold_text import nfc

IDENTITY, PHONE, EMAIL, ACCOUNT, NAME = (
    "số định danh",
    "số điện thoại",
    "thư điện tử",
    "số tài khoản",
    "họ tên",
)
KINDS = (IDENTITY, PHONE, EMAIL, ACCOUNT, NAME)

_WORTH_A_LOOK = re.compile(r"[^\W\d_]{2}|\d.*\d.*\d.*\d.*\d.*\d", re.DOTALL)
_EMAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
# 9 to 15 digits, with a sign or space between any two; a comma is decimal, never in these
_NUMBER = re.compile(
    r"(?<![\w.,/])(?:\(?\+?84\)?[\s.\-]?|\(0)?\d(?:[\s.\-()]{0,2}\d){5,18}(?![\w/])"
)
_MANY_DIGITS = re.compile(r"(?:\d[^\d\w]{0,4}){6}")
_PHONE_START = re.compile(r"0(?:3[2-9]|5[25689]|7[06-9]|8[1-9]|9\d|2\d\d?|1[2689]\d)")
_CITIZEN = re.compile(r"0(?:0[1-9]|[1-8]\d|9[0-6])\d{9}")  # CCCD begins with a province, 001–096
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[. ]\d{3})+")  # 150.000.000: an amount
_PASSPORT = re.compile(r"[A-Z]\d{7,8}")
_BEFORE = 40  # characters before a number that may say what it is


def mark(kind: str) -> str:
    """What stands in a cleaned text for a value of a kind."""
    return f"[đã che {kind}]"


@lru_cache(maxsize=16384)
def clean_free_text(text: str) -> tuple[str, tuple[str, ...]]:
    """Cover what identifies persons in a text.

    Args:
        text: as written, in any Unicode form, already decoded from TCVN3 or VNI.

    Returns:
        The text, as it was when nothing was found, with marks such as ``[đã che họ tên]`` in place
        of what was; and the kinds covered, in the order of `KINDS`. A cleaned text comes out of a
        second cleaning unchanged.
    """
    if not _WORTH_A_LOOK.search(text):
        return text, ()
    plain = nfc(text) if not text.isascii() else text
    cleaned, kinds = plain, set()
    for cover in (_cover_emails, _cover_passports, _cover_numbers, _cover_names):
        cleaned = cover(cleaned, kinds.add)
    if not kinds:
        return text, ()
    return cleaned, tuple(kind for kind in KINDS if kind in kinds)


def without_persons(value: Any) -> Any:
    """A text as `clean_free_text` leaves it; anything that is no text as it is."""
    return clean_free_text(value)[0] if isinstance(value, str) else value


def _cover_emails(text: str, note: Callable[[str], None]) -> str:
    if "@" not in text:
        return text
    return _EMAIL.sub(lambda _: _covered(EMAIL, note), text)


def _cover_passports(text: str, note: Callable[[str], None]) -> str:
    """Letter and digits, only behind a word such as "hộ chiếu"."""
    if not _PASSPORT.search(text):
        return text
    return _PASSPORT.sub(
        lambda m: _covered(IDENTITY, note) if _says(text, m.start(), _identity()) else m[0], text
    )


def _cover_numbers(text: str, note: Callable[[str], None]) -> str:
    def cover(match: re.Match[str]) -> str:
        kind = _kind_of_number(text, match)
        if kind is None:
            return match[0]
        return _covered(kind, note)

    return _NUMBER.sub(cover, text) if _MANY_DIGITS.search(text) else text


def _covered(kind: str, note: Callable[[str], None]) -> str:
    note(kind)
    return mark(kind)


def _kind_of_number(text: str, match: re.Match[str]) -> str | None:
    """Whose a number is: told by the words before it, else by its form."""
    written, digits = match[0].strip(), re.sub(r"\D", "", match[0])
    before = _words_before(text, match.start())
    last = max(
        (
            (found.end(), kind)
            for kind, words in _number_words()
            for found in words.finditer(before)
        ),
        default=(0, None),
    )
    if last[1] == "business":
        return None
    if last[1]:
        return last[1]
    if _is_amount(written, digits, text[match.end() :]):
        return None
    return _kind_by_form(written, digits)


def _kind_by_form(written: str, digits: str) -> str | None:
    if written.startswith(("+84", "(+84", "(84")) and len(digits) in (11, 12):
        return PHONE
    if _CITIZEN.fullmatch(digits):
        return IDENTITY
    if len(digits) in (10, 11) and _PHONE_START.match(digits):
        return PHONE
    # Printed without signs, a CMND or CCCD number; amounts end in thousands.
    unbroken = written.isdecimal() and not written.endswith("000")
    if unbroken and len(digits) == 11 and digits.startswith("84"):
        return PHONE
    # 11: a spreadsheet took a CCCD for a number and lost its leading zero.
    return IDENTITY if unbroken and len(digits) in (9, 11, 12) else None


def _is_amount(written: str, digits: str, after: str) -> bool:
    word = re.match(r"\s*([^\W\d_]+)", after)
    if word and word[1].casefold() in personal_words().money_words:
        return not digits.startswith("0")
    return bool(_GROUPED.fullmatch(written)) and not after.startswith("@")


def _words_before(text: str, at: int) -> str:
    """What stands before a number, back to the number before it."""
    return re.split(r"\d{5}|\]|[;\n]", text[max(0, at - _BEFORE) : at])[-1]


def _says(text: str, at: int, words: re.Pattern[str]) -> bool:
    return bool(words.search(_words_before(text, at)))


@lru_cache(maxsize=1)
def _identity() -> re.Pattern[str]:
    return alternatives(personal_words().identity_words)


@lru_cache(maxsize=1)
def _number_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = personal_words()
    return (
        (IDENTITY, _identity()),
        (ACCOUNT, alternatives(words.account_words)),
        ("business", alternatives(words.business_words)),
    )


def _cover_names(text: str, note: Callable[[str], None]) -> str:
    parts, end = [], 0
    for start, stop in name_spans(text):
        parts += [text[end:start], _covered(NAME, note)]
        end = stop
    return "".join([*parts, text[end:]])

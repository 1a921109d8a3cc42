"""Numbers spelt out in Vietnamese: "ba mươi bảy triệu năm trăm nghìn" is 37.500.000.

Only a whole text that follows the grammar of numbers is read; what speech leaves open ("hai triệu
năm trăm": 2.000.500 or 2.500.000?) is not a number here, so that it is asked.
"""

import re
from decimal import Decimal
from functools import lru_cache

from ingest.values.fold_text import fold, strip_marks

_DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_TENS, _GAPS, _HALF = ("mươi", "mười"), ("linh", "lẻ"), ("rưỡi", "rưởi")
_SCALES = {"tỷ": 10**9, "tỉ": 10**9, "triệu": 10**6, "nghìn": 10**3, "ngàn": 10**3}
_ENDINGS = re.compile(r"(?: (?:đồng|dong))?(?: (?:việt nam|viet nam))?(?: (?:chẵn|chan))?$")


def _both(words: dict[str, int]) -> dict[str, int]:
    return {strip_marks(word): value for word, value in words.items()} | words


_DIGIT = _both(_DIGITS)
_SCALE = _both(_SCALES)
_TEN, _GAP, _HALVES = (frozenset(w) | set(map(strip_marks, w)) for w in (_TENS, _GAPS, _HALF))


@lru_cache(maxsize=4096)
def number_in_words(text: str) -> Decimal | None:
    """The number that a text spells out, None when it does not, or not in one way only.

    Args:
        text: the text, with or without accents and the word "đồng" at its end.
    """
    words = _ENDINGS.sub("", fold(text)).split()
    if not words:
        return None
    total, last, group = Decimal(0), 0, []
    for position, word in enumerate(words):
        scale = _SCALE.get(word)
        if word in _HALVES and position == len(words) - 1 and last and not group:
            return total + Decimal(last) / 2
        if scale is None:
            group.append(word)
            continue
        value = _below_thousand(group)
        if not value or (last and scale >= last):
            return None
        total, last, group = total + value * scale, scale, []
    if not group:
        return total
    value = _below_thousand(group)
    if value is None:
        return None
    if last == 1000 and len(group) == 1:
        return None  # "hai nghìn ba": 2.003 or 2.300
    if last > 1000 and not _is_full(group):
        # "hai tỷ ba" is 2,3 tỷ; what else follows a large unit without its own is not certain
        return total + Decimal(value) * last / 10 if len(group) == 1 and value else None
    return total + value


def _is_full(group: list[str]) -> bool:
    """Whether the hundreds are said to be none: "… triệu không trăm linh ba"."""
    return len(group) > 2 and _DIGIT.get(group[0]) == 0


def _below_thousand(words: list[str]) -> int | None:
    """Value of one group of at most three digits."""
    rest, value = list(words), 0
    if len(rest) > 1 and rest[1] in ("trăm", "tram") and rest[0] in _DIGIT:
        value, rest = _DIGIT[rest[0]] * 100, rest[2:]
        if not rest:
            return value
        if rest[0] in _GAP:
            return value + _DIGIT[rest[1]] if len(rest) == 2 and rest[1] in _DIGIT else None
        if rest[0] in _DIGIT and len(rest) == 1:
            return None  # "một trăm năm": 105 or 150
    if rest and rest[0] in _TEN:
        value, rest = value + 10, rest[1:]
    elif len(rest) > 1 and rest[1] in _TEN and rest[0] in _DIGIT:
        value, rest = value + _DIGIT[rest[0]] * 10, rest[2:]
    if not rest:
        return value if words else None
    return value + _DIGIT[rest[0]] if len(rest) == 1 and rest[0] in _DIGIT else None

"""Whether letters can be a Vietnamese syllable: what tells a legacy encoding from other languages.

In Latin-1 a word of three languages looks alike; what TCVN3 or VNI would make of "Müller" or
"naïve" is no Vietnamese syllable.
"""

import re
import unicodedata
from functools import lru_cache

# initial, nucleus and final, tones aside
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?(?:"
    "(?:uyê|iê|yê|uô|ươ|o[aăeo]|u[âêy]|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
    "|iêu|yêu|oai|oay|oao|oeo|uai|uao|uay|uây|uôi|uya|uyu|ươi|ươu"
    "|a[iouy]|â[uy]|eo|êu|i[au]|oi|ôi|ơi|u[aiơ]|ư[aiu])"
)
# NLĐ, QĐ; nlđ, trđ, tưlđtt; atvslđ
_ABBREVIATION = re.compile(
    "(?=.*[Đđ])(?:[A-ZĂÂĐÊÔƠƯ]{2,7}|[b-df-hj-np-tv-xzđư]{2,7}|[aeiouy]?[b-df-hj-np-tv-xzđ]{5,7})"
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_MISPLACED = re.compile("[^aeiouy\u0302\u0306\u031b][\u0300\u0301\u0303\u0309\u0323]")
_STOPPED = ("c", "ch", "p", "t")


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word (NFC) is built like a Vietnamese syllable."""
    parts = unicodedata.normalize("NFD", word.lower())
    if _MISPLACED.search(parts):  # "ñ" is n with a tone mark
        return False
    bare = unicodedata.normalize("NFC", parts.translate(_TONES))
    return bool(_SYLLABLE.fullmatch(bare))


def is_abbreviation(word: str) -> bool:
    """Whether a word is an abbreviation with Đ, such as NLĐ or trđ."""
    return bool(_ABBREVIATION.fullmatch(word))


def may_be_spoken(word: str) -> bool:
    """Whether the tone of a syllable fits its end: those in c, ch, p, t are sharp or heavy."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [mark for mark in parts if ord(mark) in _TONES]
    ends = unicodedata.normalize("NFC", parts.translate(_TONES)).endswith(_STOPPED)
    return len(tones) <= 1 and (not ends or tones in (["\u0301"], ["\u0323"]))

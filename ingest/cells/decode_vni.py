"""VNI-Windows text to Unicode.

VNI writes a vowel and, behind it, a second letter that stands for its marks: "aù" is á, "oâ" is ô,
"öô" is ươ. Source of the chart: the VNI-Windows table of the VNI fonts as published with Unicode
converters (two bytes a toned vowel; single bytes for đ, ơ, ư and the toned i).
"""

import re
import unicodedata
from functools import lru_cache

from ingest.cells.syllables import is_abbreviation, is_syllable, may_be_spoken

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300\u0301\u0303\u0309\u0323"
_ROUND, _BREVE = "\u0302\u0306"
# the letter behind a vowel -> the marks that it stands for
_PLAIN = {"ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT}
_ROUNDED = {"â": "", "á": _ACUTE, "à": _GRAVE, "å": _HOOK, "ã": _TILDE, "ä": _DOT}
_BREVED = {"ê": "", "é": _ACUTE, "è": _GRAVE, "ú": _HOOK, "ü": _TILDE, "ë": _DOT}
# a letter that is whole by itself
_SINGLE = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}


def _chart() -> dict[str, str]:
    small = dict(_SINGLE)
    for vowel in "aeouyôö":
        letter = _SINGLE.get(vowel, vowel)
        for mark, tone in _PLAIN.items():
            small[vowel + mark] = unicodedata.normalize("NFC", letter + tone)
    for vowels, shape, marks in (("aeo", _ROUND, _ROUNDED), ("a", _BREVE, _BREVED)):
        for vowel in vowels:
            for mark, tone in marks.items():
                small[vowel + mark] = unicodedata.normalize("NFC", vowel + shape + tone)
    chart = {}
    for stored, letter in small.items():
        # the capital of a vowel counts: "AÙ" and "Aù" are both Á
        chart |= {
            stored: letter,
            stored.upper(): letter.upper(),
            stored.capitalize(): letter.upper(),
        }
        if len(stored) == 2:
            chart[stored[0] + stored[1].upper()] = letter
    return chart


FROM_VNI = _chart()
_UNIT = re.compile("|".join(sorted(map(re.escape, FROM_VNI), key=len, reverse=True)))
_WORD = re.compile("[^\\W\\d_]+")
_MARKS = set("".join(FROM_VNI)) - set("aeouyAEOUY")
# words of two letters ("où", "aï") and words with one of these alone ("Loïc", "Caïn") prove nothing
_WEAK = set("ïöñüëæîÏÖÑÜËÆÎôòóíìÔÒÓÍÌ")


def from_vni(text: str) -> str:
    """Decode VNI text, shown as Latin-1 characters, to Unicode NFC."""
    return unicodedata.normalize("NFC", _UNIT.sub(lambda unit: FROM_VNI[unit[0]], text))


@lru_cache(maxsize=32768)
def is_vni_readable(word: str) -> bool:
    """Whether a word decodes to a Vietnamese syllable or an abbreviation such as NLĐ."""
    decoded = from_vni(word)
    if is_abbreviation(decoded):
        return True
    return is_syllable(decoded) and may_be_spoken(decoded)


@lru_cache(maxsize=32768)
def vni_evidence(word: str) -> int:
    """How far a word proves VNI: 0 not at all, 1 weakly, 2 beyond doubt."""
    marks = [letter for letter in word if letter in _MARKS]
    if not marks or not is_vni_readable(word) or (len(word) < 3 and word[0] not in "ñÑ"):
        return 0
    if is_syllable(word) and may_be_spoken(word):  # "hoàn", "cô": Unicode reads it too
        return 0
    return 1 if len(marks) == 1 and marks[0] in _WEAK else 2


def is_vni(text: str) -> bool:
    """Whether a text shows words that only VNI explains, and none that it cannot explain."""
    if text.isascii():
        return False
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if sum(map(vni_evidence, words)) < 2:
        return False
    return all(len(word) == 1 or is_vni_readable(word) for word in words)

"""Makes two spellings of the same Vietnamese text equal, without guessing.

Old encodings (TCVN3, VNI) are decoded before this step: a soft hyphen is a letter there
and invisible here. What remains to unify is Unicode form, case, the place of the tone mark
(hoà/hòa), look-alike letters for đ, invisible characters and punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_VOWELS = frozenset("aăâeêioôơuưy")
_SHAPED = frozenset("ăâêôơư")  # a vowel with its own mark always carries the tone

# Removed: they have no width. Zero-width space stands for a space in web copies.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200c\u200d\u2060\ufeff"), None) | {0x200B: " "}
_HAS_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
# ð and ɖ look like đ and come from wrong keyboards or fonts (Ð is U+00D0 in many old files).
_LETTERS = {ord("ð"): "đ", ord("ɖ"): "đ"}
_NOT_WORD = re.compile(r"[^\w\u0300-\u036f]|_")


def nfc(text: str) -> str:
    """Returns the text with invisible characters gone, any space plain and single, in NFC.

    Case, tone placement and punctuation stay as they are: this form may be shown.
    """
    if text.isascii():
        return " ".join(text.split())
    if _HAS_INVISIBLE.search(text):
        text = text.translate(_INVISIBLE)
    return " ".join(unicodedata.normalize("NFC", text).split())


def nfc_all(texts: Iterable[str]) -> dict[str, str]:
    """`nfc` of many different texts, of all at once.

    Args:
        texts: the texts.

    Returns:
        Text to its `nfc`.
    """
    texts = [*texts]
    # a bar composes with nothing: what holds of all together holds of each
    together = f"|{'|'.join(texts)}|"
    is_nfc = unicodedata.is_normalized("NFC", together)
    # what can be printed has no space but the plain one and nothing invisible
    if is_nfc and together.isprintable() and not any(o in together for o in ("  ", "| ", " |")):
        return dict(zip(texts, texts, strict=True))
    if not is_nfc or _HAS_INVISIBLE.search(together):
        return {text: nfc(text) for text in texts}
    return {text: " ".join(text.split()) for text in texts}


@lru_cache(maxsize=32768)
def fold(text: str) -> str:
    """Returns the form in which names are compared: accents kept, everything else unified.

    "Xã  XUÂN HOÀ," and "xã xuân hòa" give the same string; "Bản Cái" and "Bản Cải" do not.
    """
    words = _NOT_WORD.sub(" ", nfc(text).casefold().translate(_LETTERS)).split()
    return " ".join(map(_place_tone, words))


def fold_all(texts: Iterable[str]) -> dict[str, str]:
    """`fold` of many different texts, of all at once: a list has 50,000 names.

    Args:
        texts: the texts.

    Returns:
        Text to its `fold`.
    """
    texts = [*texts]
    split = [text.split() for text in texts]
    # no step of folding joins or looks beyond the words between two spaces
    folded = {
        word: word.lower() if word.isascii() and word.isalnum() else fold(word)
        for word in set(chain.from_iterable(split))
    }
    joined = [" ".join(map(folded.__getitem__, words)) for words in split]
    if "" in folded.values():  # "-" is no word
        joined = [" ".join(text.split()) for text in joined]
    return dict(zip(texts, joined, strict=True))


def strip_marks(text: str) -> str:
    """Returns `fold(text)` without any diacritic, đ as d: "Cầu Thia" gives "cau thia"."""
    return " ".join(map(_bare, fold(text).split()))


@lru_cache(maxsize=8192)
def _bare(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word.replace("đ", "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=8192)
def _place_tone(word: str) -> str:
    """Moves the tone mark of one lower-case syllable to its one agreed vowel.

    The older rule is used (hòa, khỏe, thủy). A word without exactly one tone mark, or
    that is no Vietnamese syllable, is only normalised.
    """
    word = unicodedata.normalize("NFC", word)
    decomposed = unicodedata.normalize("NFD", word)
    tones = [c for c in decomposed if c in _TONES]
    if len(tones) != 1:
        return word
    bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
    place = _tone_place(bare)
    if place is None:
        return word
    return unicodedata.normalize("NFC", bare[: place + 1] + tones[0] + bare[place + 1 :])


def _tone_place(bare: str) -> int | None:
    """Index of the vowel that carries the tone, or None when there is no single nucleus."""
    vowels = [i for i, c in enumerate(bare) if c in _VOWELS]
    # In qu- and gi- before another vowel, u and i belong to the consonant.
    if len(vowels) > 1 and bare[:2] in ("qu", "gi") and vowels[0] == 1:
        vowels = vowels[1:]
    if not vowels or vowels[-1] - vowels[0] != len(vowels) - 1 or len(vowels) > 3:
        return None
    shaped = [i for i in vowels if bare[i] in _SHAPED]
    if shaped:
        return shaped[-1]
    closed = vowels[-1] < len(bare) - 1
    if len(vowels) == 1 or (len(vowels) == 2 and not closed):
        return vowels[0]
    return vowels[1]

"""Legacy Vietnamese text to Unicode: TCVN3 (ABC fonts), found a cell at a time.

Decoding comes before any cleaning: TCVN3 writes "ư" as U+00AD, the soft hyphen, which cleaners that
drop invisible characters destroy for good. Source of the code chart: TCVN 5712:1993 (VN3).
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# TCVN3 byte (seen as its Latin-1 character) -> Unicode letter
_TCVN3 = dict(
    zip(
        "\xb5\xb8\xb6\xb7\xb9\xa8\xbb\xbe\xbc\xbd\xc6\xa9\xc7\xca\xc8\xc9\xcb"
        "\xcc\xd0\xce\xcf\xd1\xaa\xd2\xd5\xd3\xd4\xd6\xd7\xdd\xd8\xdc\xde"
        "\xdf\xe3\xe1\xe2\xe4\xab\xe5\xe8\xe6\xe7\xe9\xac\xea\xed\xeb\xec\xee"
        "\xef\xf3\xf1\xf2\xf4\xad\xf5\xf8\xf6\xf7\xf9\xfa\xfd\xfb\xfc\xfe\xae"
        "\xa1\xa2\xa7\xa3\xa4\xa5\xa6",
        "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđĂÂĐÊÔƠƯ",
        strict=True,
    )
)
_TABLE = str.maketrans(_TCVN3)

# Latin-1 letters that Unicode Vietnamese uses too; any other code of the chart betrays TCVN3
_SHARED = set("àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ")
_BETRAYING = {code for code in _TCVN3 if code not in _SHARED}
_UNICODE_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
# signs of the chart (« · ¹ § …) are letters here
_WORD = re.compile("(?:[^\\W\\d_]|[\xa1-\xbf\u0300-\u0323])+")
_UNITS = {"µm", "µg", "µs", "µl"}

# A word of three languages looks alike in Latin-1; what TCVN3 would make of "Müller" or "naïve"
# is no Vietnamese syllable. Initial, nucleus and final, tones aside.
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?(?:"
    "(?:uyê|iê|yê|uô|ươ|o[aăeo]|u[âêy]|[aăâeêioôơuưy])(?:ch|ng|nh|[cmnpt])?"
    "|iêu|yêu|oai|oay|oao|oeo|uai|uao|uay|uây|uôi|uya|uyu|ươi|ươu"
    "|a[iouy]|â[uy]|eo|êu|i[au]|oi|ôi|ơi|u[aiơ]|ư[aiu])"
)
# NLĐ, QĐ; nlđ, trđ, tưlđtt
_ABBREVIATION = re.compile("(?=.*[Đđ])(?:[A-ZĂÂĐÊÔƠƯ]{2,7}|[b-df-hj-np-tv-xzđư]{2,7})")
# a run of one font seldom goes beyond these
_STRETCH = re.compile("[^(),;:/–\\n]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def from_tcvn3(text: str) -> str:
    """Decode TCVN3 text, shown as Latin-1 characters, to Unicode NFC."""
    return unicodedata.normalize("NFC", text.translate(_TABLE))


@lru_cache(maxsize=32768)
def _is_readable(word: str) -> bool:
    """Whether a word decodes to a Vietnamese syllable or an abbreviation such as NLĐ."""
    if any(not letter.isascii() and letter not in _TCVN3 for letter in word):
        return False
    decoded = from_tcvn3(word)
    if _ABBREVIATION.fullmatch(decoded):
        return True
    bare = unicodedata.normalize("NFD", decoded.lower()).translate(_TONES)
    return bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))


@lru_cache(maxsize=32768)
def _is_tcvn3_word(word: str) -> bool:
    """Whether only TCVN3 explains a word."""
    codes = _BETRAYING.intersection(word)
    if not codes or len(word) == 1 or word in _UNITS or not _is_readable(word):
        return False
    # "so¹" may be a word with a footnote; the other words must tell
    return not (codes == {"¹"} and word[:-1].isascii() and word.endswith("¹"))


def is_tcvn3(text: str) -> bool:
    """Whether a text shows words that only TCVN3 explains."""
    if text.isascii() or _UNICODE_VIETNAMESE.search(text):
        return False
    return any(map(_is_tcvn3_word, _WORD.findall(text)))


def decode_mixed(text: str) -> str:
    """Decode the TCVN3 stretches of a text that also holds Unicode words.

    A cell with two fonts holds stretches of words, ended by punctuation or a Unicode Vietnamese
    word; a stretch is decoded when one of its words is TCVN3 beyond doubt.
    """
    if _BETRAYING.isdisjoint(text):
        return unicodedata.normalize("NFC", text)
    parts, start = [], 0
    for word in _WORD.finditer(text):
        if _UNICODE_VIETNAMESE.search(word[0]):
            parts += [_decode_stretches(text[start : word.start()]), word[0]]
            start = word.end()
    return unicodedata.normalize("NFC", "".join([*parts, _decode_stretches(text[start:])]))


def _decode_stretches(text: str) -> str:
    return _STRETCH.sub(lambda part: _decode_words(part[0]) if is_tcvn3(part[0]) else part[0], text)


def _decode_words(text: str) -> str:
    return _WORD.sub(lambda word: from_tcvn3(word[0]) if _is_readable(word[0]) else word[0], text)


def decode_texts(texts: Iterable[str]) -> dict[str, str]:
    """Decode the distinct texts of one sheet, looking at each by itself first.

    A text such as ``Gia Phó`` reads both ways. It is taken as TCVN3 only where most accented texts
    of the sheet are TCVN3 beyond doubt.

    Args:
        texts: texts as the file holds them.

    Returns:
        Only the texts that change, original to NFC Unicode.
    """
    accented = {text for text in texts if not text.isascii()}
    legacy = {text for text in accented if is_tcvn3(text)}
    modern = {text for text in accented if _UNICODE_VIETNAMESE.search(text)}
    decoded = {text: from_tcvn3(text) for text in legacy}
    if len(legacy) > len(modern):
        for text in accented - legacy - modern:
            words = [word for word in _WORD.findall(text) if not word.isascii()]
            if all(len(word) == 1 or _is_readable(word) for word in words):
                decoded[text] = from_tcvn3(text)
    decoded |= {text: decode_mixed(text) for text in modern}
    return {text: plain for text, plain in decoded.items() if plain != text}

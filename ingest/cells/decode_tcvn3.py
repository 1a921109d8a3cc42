"""TCVN3 (ABC fonts) text to Unicode. Source of the code chart: TCVN 5712:1993 (VN3).

TCVN3 writes "ư" as U+00AD, the soft hyphen, which cleaners that drop invisible characters destroy
for good; so decoding comes before any cleaning.
"""

import re
import unicodedata
from functools import lru_cache

from ingest.cells.syllables import is_abbreviation, is_syllable, may_be_spoken

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
BETRAYING = frozenset(code for code in _TCVN3 if code not in _SHARED)
# letters of other languages; a short word with one of them ("Lü", "dû", "län") proves little
_FOREIGN = frozenset("äåæçëîïñöøüûÄÅÆÇËÎÏÑÖØÜÛ")
UNICODE_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u0300-\u0303\u0306\u0309\u031b\u0323\u1ea0-\u1ef9]")
# signs of the chart (« · ¹ § …) are letters here
WORD = re.compile("(?:[^\\W\\d_]|[\xa1-\xbf\xd7\xf7\u0300-\u0323])+")
_UNITS = {"µm", "µg", "µs", "µl"}


def from_tcvn3(text: str) -> str:
    """Decode TCVN3 text, shown as Latin-1 characters, to Unicode NFC."""
    return unicodedata.normalize("NFC", text.translate(_TABLE))


@lru_cache(maxsize=32768)
def is_tcvn3_readable(word: str) -> bool:
    """Whether a word decodes to a Vietnamese syllable or an abbreviation such as NLĐ."""
    if any(not letter.isascii() and letter not in _TCVN3 for letter in word):
        return False
    decoded = from_tcvn3(word)
    return is_abbreviation(decoded) or (is_syllable(decoded) and may_be_spoken(decoded))


@lru_cache(maxsize=32768)
def _evidence(word: str) -> int:
    """How far a word proves TCVN3: 0 not at all, 1 weakly, 2 beyond doubt."""
    codes = BETRAYING.intersection(word)
    if not codes or len(word) == 1 or word in _UNITS or not is_tcvn3_readable(word):
        return 0
    # "so¹" may be a word with a footnote; the other words must tell
    if codes == {"¹"} and word[:-1].isascii() and word.endswith("¹"):
        return 0
    return 1 if len(word) <= 3 and len(codes) == 1 and codes <= _FOREIGN else 2


def is_tcvn3(text: str) -> bool:
    """Whether a text shows words that only TCVN3 explains."""
    if text.isascii() or UNICODE_VIETNAMESE.search(text):
        return False
    return sum(map(_evidence, WORD.findall(text))) >= 2

"""Legacy Vietnamese text to Unicode: TCVN3 (ABC fonts), found a cell at a time.

Decoding comes before any cleaning: TCVN3 writes "ư" as U+00AD, the soft hyphen, which cleaners that
drop invisible characters destroy for good. Source of the code chart: TCVN 5712:1993 (VN3).
"""

import re
import unicodedata
from collections.abc import Iterable

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
# signs that ordinary Unicode text uses alone (bullets, ±…): only letters beside them betray
_AMBIGUOUS_SIGNS = set("·\xad«®©¬")
_UNICODE_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]")
_LEGACY_WORD = re.compile(r"[A-Za-z\xa1-\xff]+")


def is_tcvn3(text: str) -> bool:
    """Whether a text shows signs that only TCVN3 explains."""
    if text.isascii() or _UNICODE_VIETNAMESE.search(text):
        return False
    for word in _LEGACY_WORD.findall(text):
        codes = _BETRAYING.intersection(word)
        if codes - _AMBIGUOUS_SIGNS:
            # a lone sign such as "§" or "¹" without letters is not a word
            if any(letter.isascii() for letter in word) or len(word) > 1:
                return True
        elif codes and any(letter.isascii() and letter.isalpha() for letter in word):
            return True
    return False


def from_tcvn3(text: str) -> str:
    """Decode TCVN3 text, shown as Latin-1 characters, to Unicode NFC."""
    return unicodedata.normalize("NFC", text.translate(_TABLE))


def decode_mixed(text: str) -> str:
    """Decode the TCVN3 words of a text that also holds Unicode words."""
    return _LEGACY_WORD.sub(
        lambda found: from_tcvn3(found[0]) if is_tcvn3(found[0]) else found[0], text
    )


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
        undecided = accented - legacy - modern
        decoded |= {text: from_tcvn3(text) for text in undecided}
    for text in modern:
        fixed = unicodedata.normalize("NFC", text)
        if any(sign in text for sign in _BETRAYING - _AMBIGUOUS_SIGNS):
            fixed = unicodedata.normalize("NFC", decode_mixed(text))
        if fixed != text:
            decoded[text] = fixed
    return decoded

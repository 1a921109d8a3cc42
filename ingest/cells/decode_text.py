"""Legacy Vietnamese text to Unicode, found a cell at a time: by its font, else by the text itself.

Decoding comes before any cleaning (see ``decode_tcvn3``). A text that Unicode explains is left
alone; one that reads both ways is decoded only where its font or most of its sheet says so.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.cells.decode_tcvn3 import (
    BETRAYING,
    UNICODE_VIETNAMESE,
    WORD,
    from_tcvn3,
    is_tcvn3,
    is_tcvn3_readable,
)
from ingest.cells.decode_vni import from_vni, is_vni, is_vni_readable

# a run of one font seldom goes beyond these
_STRETCH = re.compile("[^(),;:/–\\n]+")
# what may be legacy text beside Unicode words
_SUSPECT = re.compile(
    f"[{re.escape(''.join(sorted(BETRAYING)))}æÆ]|[aeo][âáàåãä]|a[êéèú]|[aeouyô][ùõ]", re.IGNORECASE
)
# so few words are looked for in every text, one after another; more are told by splitting it
_FEW_WORDS = 8


@dataclass(frozen=True, slots=True)
class Encoding:
    """A legacy encoding.

    Attributes:
        decode: text to Unicode.
        reads: whether a word decodes to something Vietnamese.
        capital: its font shows small letters as capitals.
    """

    decode: Callable[[str], str]
    reads: Callable[[str], bool]
    capital: bool = False


TCVN3 = Encoding(from_tcvn3, is_tcvn3_readable)
TCVN3_CAPITAL = Encoding(from_tcvn3, is_tcvn3_readable, capital=True)
VNI = Encoding(from_vni, is_vni_readable)


def encoding_of_font(name: str) -> Encoding | None:
    """The encoding that a font's name stands for: ``.VnTime``, ``.VnArialH``, ``VNI-Times``."""
    name = name.strip(" \"'")
    if name[:3].lower() == ".vn":
        return TCVN3_CAPITAL if name.endswith("H") else TCVN3
    return VNI if name[:4].lower() in ("vni-", "vni ") else None


def encoding_of_text(text: str) -> Encoding | None:
    """The encoding that alone explains the words of a text."""
    if text.isascii() or UNICODE_VIETNAMESE.search(text):
        return None
    words = [word for word in WORD.findall(text) if len(word) > 1 and not word.isascii()]
    in_tcvn3, in_vni = sum(map(is_tcvn3_readable, words)), sum(map(is_vni_readable, words))
    if is_tcvn3(text):
        return VNI if in_vni > in_tcvn3 and in_vni == len(words) else TCVN3
    return VNI if is_vni(text) else None


def decode_by_font(text: str, encoding: Encoding) -> str:
    """Decode the text of a cell or run whose font is a legacy one.

    Unicode text pasted into such a cell keeps its font's name, and shows as what it is.
    """
    if text.isascii():
        return text.upper() if encoding.capital else text
    if UNICODE_VIETNAMESE.search(text):
        return decode_mixed(text)
    decoded = _decode_words(text, encoding, signs=True)
    return decoded.upper() if encoding.capital else decoded


def decode_runs(runs: Iterable[tuple[str, Encoding | None]]) -> str:
    """The text of a cell that mixes fonts.

    Args:
        runs: text and, for a legacy font, encoding of each run.
    """
    parts = [decode_by_font(text, encoding) if encoding else text for text, encoding in runs]
    return unicodedata.normalize("NFC", "".join(parts))


def decode_mixed(text: str) -> str:
    """Decode the legacy stretches of a text that also holds Unicode words.

    A cell with two fonts holds stretches of words, ended by punctuation or a Unicode Vietnamese
    word; a stretch is decoded when one of its words is legacy beyond doubt.
    """
    if not _SUSPECT.search(text):
        return unicodedata.normalize("NFC", text)
    parts, start = [], 0
    for word in WORD.finditer(text):
        if UNICODE_VIETNAMESE.search(word[0]):
            parts += [_decode_stretches(text[start : word.start()]), word[0]]
            start = word.end()
    return unicodedata.normalize("NFC", "".join([*parts, _decode_stretches(text[start:])]))


def _decode_stretches(text: str) -> str:
    def decode(part: re.Match[str]) -> str:
        encoding = encoding_of_text(part[0])
        return _decode_words(part[0], encoding) if encoding else part[0]

    return _STRETCH.sub(decode, text)


def _decode_words(text: str, encoding: Encoding, *, signs: bool = False) -> str:
    """Decode the words that become Vietnamese; and, with ``signs``, what stands alone."""

    def decode(word: re.Match[str]) -> str:
        is_known = encoding.reads(word[0]) or (signs and len(word[0]) == 1)
        return encoding.decode(word[0]) if is_known else word[0]

    return unicodedata.normalize("NFC", WORD.sub(decode, text))


def _words_read(texts: Iterable[str], encoding: Encoding) -> int:
    return sum(encoding.reads(word) for text in texts for word in _accented(text))


def _reads_whole(text: str, encoding: Encoding) -> bool:
    return all(len(word) == 1 or encoding.reads(word) for word in _accented(text))


def _accented(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if not word.isascii()]


def decode_texts(texts: Iterable[str], *, vote: bool = True) -> dict[str, str]:
    """Decode the distinct texts of one sheet, looking at each by itself first.

    A text such as ``Gia Phó`` reads both ways. It is taken as TCVN3 only where most accented texts
    of the sheet are TCVN3 beyond doubt; the same holds for VNI.

    Args:
        texts: texts as the file holds them.
        vote: let most of the sheet decide; False where fonts have told already.

    Returns:
        Only the texts that change, original to NFC Unicode.
    """
    modern: list[str] = []
    others: list[str] = []
    for text in dict.fromkeys([text for text in texts if not text.isascii()]):
        (modern if UNICODE_VIETNAMESE.search(text) else others).append(text)
    legacy = {text: found for text in others if (found := encoding_of_text(text))}
    found = list(legacy.values())
    most = max((TCVN3, VNI), key=lambda e: (_words_read(legacy, e), found.count(e)))
    if vote:
        # "huû" alone is hủ in VNI; among TCVN3 it is huỷ
        is_clear = found.count(most) * 3 > len(found) * 2
        alone = {text for text in legacy if is_clear or len(_accented(text)) == 1}
        undecided = {*others} - legacy.keys() if found.count(most) > len(modern) else set()
        may_be = (alone | undecided) if found else set()
        legacy |= {text: most for text in may_be if _reads_whole(text, most)}
    decoded = {text: encoding.decode(text) for text, encoding in legacy.items()}
    decoded |= {text: decode_mixed(text) for text in _not_as_they_should_be(modern)}
    return {text: plain for text, plain in decoded.items() if plain != text}


def _not_as_they_should_be(texts: Iterable[str]) -> set[str]:
    """The texts that are not NFC or hold a word with a sign of a legacy stretch."""
    listed = [*texts]
    joined = "\n".join(listed)
    suspects = {
        word for word in set(joined.split()) if not word.isascii() and _SUSPECT.search(word)
    }
    found: set[str] = set()
    if suspects:
        if len(suspects) <= _FEW_WORDS:
            holding = {text for word in suspects for text in listed if word in text}
        else:
            holding = {*listed}
        found = {text for text in holding if not suspects.isdisjoint(text.split())}
    if not unicodedata.is_normalized("NFC", joined):
        found |= {text for text in listed if not unicodedata.is_normalized("NFC", text)}
    return found

"""Bytes of a text file (.csv, HTML) to Unicode when nothing, or nothing true, says how.

Unicode is told by its marks or its validity. What is left has one byte a letter: Windows-1258,
TCVN3, VNI or a Western code page, whichever makes most words Vietnamese.
"""

import re
import unicodedata

from ingest.cells.decode_text import TCVN3, VNI, decode_by_font
from ingest.cells.syllables import is_abbreviation, is_syllable, may_be_spoken
from ingest.refused import Refused

_SAMPLE = 200_000
_WORD = re.compile("(?:[^\\W\\d_]|[\xa1-\xbf\xd7\xf7\u0300-\u0323])+")
_SURE = 3
# whole letters of UTF-8; in other encodings these bytes hardly ever meet
_UTF8_LETTER = re.compile(rb"[\xc3-\xc6][\x80-\xbf]|\xe1[\xba\xbb][\x80-\xbf]")


def decode_bytes(data: bytes) -> str:
    """Text of a file without a stated encoding.

    Raises:
        Refused: the text is UTF-8 or UTF-16 with broken letters.
    """
    if codec := wide_codec(data):
        return _strict(data, codec)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = data[error.start : error.start + _SAMPLE]
        whole = len(_UTF8_LETTER.findall(data[: error.start + _SAMPLE]))
        single = len(re.findall(rb"[\x80-\xff]", _UTF8_LETTER.sub(b"", broken)))
        # before the first broken letter, letters of UTF-8 can hardly be anything else
        begins = len(_UTF8_LETTER.findall(data[: error.start])) >= _SURE
        if begins or data.startswith(b"\xef\xbb\xbf") or whole > single:
            raise _damaged() from error
    return decode_narrow(data)


def wide_codec(data: bytes) -> str | None:
    """The UTF-16 codec of a text, by its mark or by where its zero bytes stand; None for others."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = data[:4096]
    low, high = head[::2].count(0), head[1::2].count(0)
    # Latin letters, digits, delimiters and line ends have a zero byte, half of the text at least
    if high > len(head) // 4 and low * 20 < high:
        return "utf-16-le"
    if low > len(head) // 4 and high * 20 < low:
        return "utf-16-be"
    return None


def decode_narrow(data: bytes) -> str:
    """Text of one byte a letter, in the encoding that makes most of its words Vietnamese.

    Raises:
        Refused: it is Windows-1258 with bytes that are no letters.
    """
    western = data.decode("cp1252", "replace") if _is_western(data) else data.decode("latin-1")
    modern = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    legacy, sample = {TCVN3: data.decode("latin-1"), VNI: western}, slice(_SAMPLE)
    scores = {None: _vietnamese_words(modern[sample])}
    scores |= {e: _vietnamese_words(e.decode(text[sample])) for e, text in legacy.items()}
    best = max(scores, key=lambda encoding: scores[encoding])  # of equals the first, Windows-1258
    if scores[best] <= 0:
        return western
    if best:
        return decode_by_font(legacy[best], best)
    if "\ufffd" in modern:
        raise _damaged()
    return modern


def _is_western(data: bytes) -> bool:
    """Whether every byte stands for a letter or sign of Windows-1252."""
    return not re.search(rb"[\x81\x8d\x8f\x90\x9d]", data)


def _vietnamese_words(text: str) -> int:
    """Accented words that can be Vietnamese, less those that cannot."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    good = sum(is_abbreviation(w) or (is_syllable(w) and may_be_spoken(w)) for w in words)
    return 2 * good - len(words)


def _strict(data: bytes, codec: str) -> str:
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise _damaged() from error


def _damaged() -> Refused:
    return Refused("unreadable", "text")

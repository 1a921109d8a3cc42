"""Text as an old .VnTime (TCVN3, ABC) workbook holds it, and what is left of it when read back.

TCVN3 puts Vietnamese letters on the Latin-1 code points 0xA1 to 0xFE. It has no toned capitals: a
capital line is typed in lower-case bytes and shown through a capital font (.VnTimeH), so its case
is lost; a single toned capital inside a word becomes the small letter.
"""

from __future__ import annotations

import unicodedata

_LETTERS = (
    "\u00a1Ă \u00a2Â \u00a3Ê \u00a4Ô \u00a5Ơ \u00a6Ư \u00a7Đ \u00a8ă \u00a9â \u00aaê \u00abô "
    "\u00acơ \u00adư \u00aeđ \u00b5à \u00b6ả \u00b7ã \u00b8á \u00b9ạ \u00bbằ \u00bcẳ \u00bdẵ "
    "\u00beắ \u00c6ặ \u00c7ầ \u00c8ẩ \u00c9ẫ \u00caấ \u00cbậ \u00ccè \u00ceẻ \u00cfẽ \u00d0é "
    "\u00d1ẹ \u00d2ề \u00d3ể \u00d4ễ \u00d5ế \u00d6ệ \u00d7ì \u00d8ỉ \u00dcĩ \u00ddí \u00deị "
    "\u00dfò \u00e1ỏ \u00e2õ \u00e3ó \u00e4ọ \u00e5ồ \u00e6ổ \u00e7ỗ \u00e8ố \u00e9ộ \u00eaờ "
    "\u00ebở \u00ecỡ \u00edớ \u00eeợ \u00efù \u00f1ủ \u00f2ũ \u00f3ú \u00f4ụ \u00f5ừ \u00f6ử "
    "\u00f7ữ \u00f8ứ \u00f9ự \u00faỳ \u00fbỷ \u00fcỹ \u00fdý \u00feỵ"
)
TO_TCVN3 = {pair[1]: pair[0] for pair in _LETTERS.split(" ")}
_PLAIN_CAPITALS = "ĂÂÊÔƠƯĐ"
FONT = ".VnTime"
CAPITAL_FONT = ".VnTimeH"


def needs_capital_font(text: str) -> bool:
    """Whether an all-capital text has accented letters, which only .VnTimeH can show."""
    return text == text.upper() and any(letter.lower() in TO_TCVN3 for letter in text)


def encode(text: str) -> str:
    """The text as stored in a cell with a TCVN3 font.

    Args:
        text: Vietnamese text in any normal form.

    Returns:
        Latin-1 text; letters outside TCVN3 (there are none in Vietnamese) stay as they are.
    """
    text = unicodedata.normalize("NFC", text)
    if needs_capital_font(text):
        text = text.lower()
    return "".join(_encode_letter(letter) for letter in text)


def as_read(text: str) -> str:
    """What a correct decoder makes of `encode(text)`: same words, toned capitals lost."""
    text = unicodedata.normalize("NFC", text)
    if needs_capital_font(text):
        return text.lower()
    return "".join(_surviving_case(letter) for letter in text)


def _surviving_case(letter: str) -> str:
    if letter.lower() in TO_TCVN3 and letter not in _PLAIN_CAPITALS:
        return letter.lower()
    return letter


def _encode_letter(letter: str) -> str:
    letter = _surviving_case(letter)
    return TO_TCVN3.get(letter, letter)

"""The fonts of the documents: what a Vietnamese report prints is in all four cuts."""

import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parents[2] / "dashboards" / "briefing" / "fonts"
VOWELS, TONES = "aăâeêioôơuưy", ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
SIGNS = "₫−≥≤…–—×·‘’“”«»°²‰↑↓●○■□\u00a0\u2011"


def printed() -> set[str]:
    """Every Vietnamese letter in both cases, ASCII, and the signs the documents use."""
    small = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    letters = small | {"đ"}
    ascii_signs = {chr(code) for code in range(32, 127)}
    return letters | {letter.upper() for letter in letters} | ascii_signs | set(SIGNS)


@pytest.mark.parametrize("cut", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_every_vietnamese_letter_has_a_glyph(cut):
    known = TTFont(FONTS / f"Tinos-{cut}.ttf").getBestCmap()
    assert {sign for sign in printed() if ord(sign) not in known} == set()
    assert len(printed()) > 2 * 12 * 6


def test_the_fonts_come_with_their_licence():
    assert "SIL Open Font License, Version 1.1" in (FONTS / "OFL.txt").read_text("utf-8")

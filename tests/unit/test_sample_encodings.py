"""Old encodings of the sample writers, against published examples and by round trip."""

import unicodedata

import pytest

from ingest.sample import tcvn3
from ingest.sample.write_csv import in_windows_1258

VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", v + t) for v in VOWELS for t in TONES] + ["đ"]


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("Phường", "Ph\u00adêng"),
        ("Tổng cộng", "Tæng céng"),
        ("đình công", "®×nh c«ng"),
        ("Người lập biểu", "Ng\u00adêi lËp biÓu"),
        ("Đơn vị tính", "§¬n vÞ tÝnh"),
    ],
)
def test_tcvn3_known_words(text, stored):
    assert tcvn3.encode(text) == stored


def test_tcvn3_gives_every_letter_its_own_latin_1_character():
    accented = [letter for letter in LETTERS if not letter.isascii()]
    assert len(accented) == 67
    codes = [tcvn3.encode(letter) for letter in accented]
    assert len(set(codes)) == len(accented)
    assert all(len(code) == 1 and 0xA1 <= ord(code) <= 0xFE for code in codes)


def test_tcvn3_loses_the_case_of_toned_capitals_only():
    assert tcvn3.as_read("Đường Ấm") == "Đường ấm"
    assert tcvn3.as_read("CÔNG TY TNHH") == "công ty tnhh"
    assert tcvn3.as_read("Công ty TNHH May (mẫu) 017") == "Công ty TNHH May (mẫu) 017"
    assert tcvn3.encode("QUÝ III") == tcvn3.encode("quý iii")


def test_windows_1258_holds_every_letter():
    text = " ".join(LETTERS) + " " + " ".join(LETTERS).upper()
    stored = in_windows_1258(text).encode("cp1258")
    assert unicodedata.normalize("NFC", stored.decode("cp1258")) == text

"""Random Vietnamese sentences in every encoding come back; correct Unicode stays as it is."""

import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.cells.decode_bytes import decode_bytes
from ingest.cells.decode_text import decode_texts
from ingest.cells.syllables import is_syllable
from ingest.sample import tcvn3
from tests.unit import vni_text
from tests.unit.test_decode_text import all_texts
from tests.unit.test_decode_vni import FOREIGN

_SETTINGS = settings(
    max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
_WORDS = sorted({word for text in all_texts() for word in text.split() if is_syllable(word)})
_TONES = "\u0300\u0301\u0303\u0309\u0323"
words = st.sampled_from(_WORDS)
# enough words that a text betrays its encoding, as a sheet does
sentences = st.lists(words, min_size=6, max_size=12).map(" ".join)
# a sheet of one accented word reads both ways; what every report has on top tells
_HEADER = "Xã, phường; Số cuộc thanh tra; Tổng số doanh nghiệp vi phạm"
sheets = st.lists(sentences, min_size=3, max_size=8).map(lambda rows: [_HEADER, *rows])
_SIGNS = ["®", "©", "§ 5", "Café", "Müller", "120 m²", "Samsung®", "25°C"]
others = st.sampled_from([*FOREIGN, *_SIGNS])


def as_cp1258(text):
    """Windows-1258 writes tones as marks of their own behind the letter."""
    letters = []
    for letter in unicodedata.normalize("NFC", text):
        marks = [mark for mark in unicodedata.normalize("NFD", letter) if mark in _TONES]
        if marks and not letter.encode("cp1258", "ignore"):
            rest = unicodedata.normalize("NFD", letter).replace(marks[0], "")
            letters.append(unicodedata.normalize("NFC", rest) + marks[0])
        else:
            letters.append(letter)
    return "".join(letters).encode("cp1258")


@_SETTINGS
@given(sheets)
def test_a_sheet_in_tcvn3(texts):
    stored = [tcvn3.encode(text) for text in texts]
    decoded = decode_texts(stored)
    assert [decoded.get(s, s) for s in stored] == [tcvn3.as_read(text) for text in texts]


@_SETTINGS
@given(sheets)
def test_a_sheet_in_vni(texts):
    stored = [vni_text.encode(text) for text in texts]
    decoded = decode_texts(stored)
    assert [decoded.get(s, s) for s in stored] == texts


@_SETTINGS
@given(st.lists(st.one_of(words, sentences, others), min_size=1, max_size=10), sentences)
def test_a_sheet_in_unicode_stays(texts, sentence):
    assert decode_texts([*texts, sentence]) == {}


@_SETTINGS
@given(st.lists(others, min_size=1, max_size=4))
def test_texts_of_other_languages_stay(texts):
    assert decode_texts(texts) == {}


@_SETTINGS
@given(sheets)
def test_decomposed_unicode_is_composed(texts):
    decomposed = [unicodedata.normalize("NFD", text) for text in texts]
    decoded = decode_texts(decomposed)
    assert [decoded.get(text, text) for text in decomposed] == texts


@settings(_SETTINGS, max_examples=20)
@given(sheets)
def test_files_of_every_encoding(texts):
    text = "\n".join(texts)
    for codec in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert decode_bytes((text + "\n1;2;3\n").encode(codec)) == text + "\n1;2;3\n"
    assert decode_bytes(as_cp1258(text)) == text
    assert decode_bytes(vni_text.encode(text).encode("latin-1")) == text
    assert decode_bytes(tcvn3.encode(text).encode("latin-1")) == "".join(
        letter.lower() if letter.lower() in tcvn3.TO_TCVN3 and letter not in "ĂÂÊÔƠƯĐ" else letter
        for letter in text
    )

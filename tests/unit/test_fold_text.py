"""Spellings of one name fold to one string; different names never do."""

import random
import unicodedata

import pytest

from ingest.reference import commune_history, communes
from ingest.values.fold_text import fold, fold_all, nfc, nfc_all, strip_marks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("uỷ ban", "ủy ban"),
        ("khoẻ", "khỏe"),
        ("Tằng Lỏong", "Tằng Loỏng"),
        ("qúy", "quý"),
        ("Hòang", "Hoàng"),
        ("Ðường", "Đường"),
        ("XÃ\u00a0 BẢO\u200bTHẮNG", "xã bảo thắng"),
        ("x.Bảo Thắng,", "X Bảo  Thắng"),
        (unicodedata.normalize("NFD", "Tổng cộng"), "Tổng cộng"),
    ],
)
def test_same(one, other):
    assert fold(one) == fold(other)


def test_many_at_once_are_folded_as_each_alone():
    draw = random.Random(20260914)
    signs = "aAăÂđĐÐðɖoòỏỌuƯưy123-,._(/) \n\t\u00a0\u200b\u00ad\u0301\u0309\u0323\ufeffİßﬁ"
    texts = ["".join(draw.choices(signs, k=draw.randrange(12))) for _ in range(5000)]
    texts += [commune.name for commune in communes().values()]
    assert fold_all(texts) == {text: fold(text) for text in texts}
    assert fold_all([]) == {}


@pytest.mark.parametrize("signs", ["aăĐò1 -\n\t\u00a0", "aăò \n\u200b\ufeff", "ao \n\u0301\u0309ﬁ"])
def test_many_at_once_are_shown_as_each_alone(signs):
    draw = random.Random(20260914)
    for _ in range(300):
        texts = [
            "".join(draw.choices(signs, k=draw.randrange(9))) for _ in range(draw.randrange(9))
        ]
        assert nfc_all(texts) == {text: nfc(text) for text in texts}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bản Cái", "Bản Cải"), ("Minh Quân", "Minh Quán"), ("dan", "đan"), ("Quy", "Quý")],
)
def test_different(one, other):
    assert fold(one) != fold(other)


def test_folding_keeps_official_spelling_and_is_stable():
    names = [c.name for c in communes().values()] + [o.old_name for o in commune_history()]
    for name in names:
        assert fold(name) == name.lower()
        assert fold(fold(name)) == fold(name)


def test_strip_marks():
    assert strip_marks("Phường Đông Cuông") == "phuong dong cuong"
    assert strip_marks("Ðức Quỳ") == "duc quy"
    assert strip_marks("Thượng Bằng La").isascii()


def test_nfc_keeps_case_and_punctuation():
    assert nfc(" P. Sa\u00a0 Pa\n(*)\ufeff ") == "P. Sa Pa (*)"

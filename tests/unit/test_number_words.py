"""Numbers in words, and marks beside numbers."""

import pytest

from ingest.values.number_words import number_in_words
from ingest.values.read_values import Context, read_value
from tests.unit.test_read_numbers import COUNT, MILLION, MONEY, read


def test_a_cross_in_a_column_of_numbers_is_not_applicable_and_said():
    reading = read("x")
    assert (reading.value, reading.state, reading.problem) == (
        None,
        "not_applicable",
        "not_applicable",
    )


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("Ba mươi bảy triệu năm trăm nghìn đồng", 37_500_000),
        ("ba muoi bay trieu nam tram nghin dong", 37_500_000),
        ("Hai tỷ ba trăm triệu đồng chẵn./.", 2_300_000_000),
        ("hai tỷ rưỡi", 2_500_000_000),
        ("2 tỷ rưỡi", 2_500_000_000),
        ("37.500.000 đồng (Ba mươi bảy triệu năm trăm nghìn đồng)", 37_500_000),
    ],
)
def test_amounts_in_words(raw, value):
    for factor in (1, MILLION):
        reading = read(raw, MONEY, factor)
        assert (reading.value, reading.problem) == (value, None)
        assert reading.hint


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("hai triệu năm trăm", "not_a_number"),  # 2.000.500 or 2.500.000
        ("ba mươi", "not_a_number"),  # đồng or the header's unit
        ("37.500.000 đồng (Ba mươi tám triệu đồng)", "words_differ"),
    ],
)
def test_amounts_in_words_that_are_asked(raw, problem):
    assert read(raw, MONEY, MILLION).problem == problem


@pytest.mark.parametrize(
    ("raw", "value"), [("hai", 2), ("mười hai người", 12), ("một trăm linh năm lao động", 105)]
)
def test_counts_in_words(raw, value):
    reading = read(raw)
    assert (reading.value, reading.hint) == (value, "số viết bằng chữ")


def test_a_footnote_mark_needs_its_footnote():
    for raw in ("12(1)", "15*"):
        assert read_value(raw, COUNT, Context(has_footnotes=True)).value == int(raw[:2])
        alone = read_value(raw, COUNT, Context(has_footnotes=False))
        assert (alone.value, alone.problem) == (None, "footnote_missing")


@pytest.mark.parametrize(
    "text",
    ["", "đồng", "ba người", "tỷ", "hai nghìn ba", "một trăm năm", "ba triệu hai tỷ", "mươi mươi"],
)
def test_what_is_no_number_or_not_only_one(text):
    assert number_in_words(text) is None


def _spell(number):
    """A whole number below 10^12 in the full formal way."""
    digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]

    def below_thousand(value, full):
        hundreds, tens, ones = value // 100, value // 10 % 10, value % 10
        words = [digits[hundreds], "trăm"] if hundreds or full else []
        if tens == 0 and ones and words:
            words.append("linh")
        if tens == 1:
            words.append("mười")
        elif tens:
            words += [digits[tens], "mươi"]
        if ones:
            words.append({(1, True): "mốt", (5, True): "lăm"}.get((ones, tens > 1), digits[ones]))
        return words

    words = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number // scale % 1000
        if group:
            words += [*below_thousand(group, bool(words)), name]
    return " ".join(words).strip()


def test_every_number_spelt_out_comes_back():
    for number in [
        *range(1, 1200),
        *range(1300, 10**9, 7_654_321),
        2_000_003,
        10**9,
        999_999_999_999,
    ]:
        assert number_in_words(_spell(number)) == number, _spell(number)

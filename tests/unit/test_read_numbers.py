"""Numbers as offices write them, one line a quirk; counts, money, quantities, shares."""

import random

import pytest

from ingest.contracts.contract import Column
from ingest.values.read_numbers import vote
from ingest.values.read_values import Context, read_value

_ZERO = {"không": "zero", "không có": "zero", "ko": "zero", "k": "zero", "chưa có": "null"}
COUNT = Column(type="count", means="số", unit="người", labels=["số"], dash="zero", words=_ZERO)
UNSURE = Column(type="count", means="số", unit="người", labels=["số"])
MONEY = Column(type="money", means="tiền", unit="đồng", labels=["tiền"], dash="zero", words=_ZERO)
DAYS = Column(type="quantity", means="ngày", unit="ngày công", labels=["ngày"])
SHARE = Column(type="share", means="tỷ lệ", unit="%", labels=["tỷ lệ"])
MILLION = 1_000_000


def read(raw, column=COUNT, factor=1, style=None):
    return read_value(raw, column, Context(factor, style))


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234", 1234),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("1.234,0", 1234),
        ("5,0", 5),
        (12.0, 12),
        (12, 12),
        ("'0123", 123),
        ("12\u00a0", 12),
        ("\u200b12\ufeff", 12),
        ("１２", 12),
        ("１.２３４", 1234),
        ("+5", 5),
        ("00", 0),
        ("1e3", 1000),
    ],
)
def test_counts(raw, value):
    reading = read(raw)
    assert (reading.value, reading.state, reading.problem) == (value, "value", None)
    assert type(reading.value) is int
    assert reading.hint is None


@pytest.mark.parametrize(
    ("raw", "value", "state"),
    [
        ("-", 0, "dash"),
        ("–", 0, "dash"),
        ("—", 0, "dash"),
        ("…", None, "ellipsis"),
        ("...", None, "ellipsis"),
        ("..", None, "ellipsis"),
        ("không", 0, "zero_word"),
        ("Không có", 0, "zero_word"),
        ("KHÔNG", 0, "zero_word"),
        ("Kho\u0302ng", 0, "zero_word"),
        ("ko", 0, "zero_word"),
        ("K", 0, "zero_word"),
        ("chưa có", None, "zero_word"),
        (None, None, "blank"),
        ("", None, "blank"),
        (" \u00a0\u200b", None, "blank"),
    ],
)
def test_five_ways_of_nothing_stay_apart(raw, value, state):
    reading = read(raw)
    assert (reading.value, reading.state, reading.problem) == (value, state, None)


def test_a_dash_is_nothing_known_unless_the_form_says_zero():
    reading = read("-", UNSURE)
    assert (reading.value, reading.state) == (None, "dash")


def test_zero_words_count_only_where_the_form_lists_them():
    assert read("không", UNSURE).problem == "not_a_number"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("khoảng 200", 200),
        ("Khoảng 1.200", 1200),
        ("~200", 200),
        (">100", 100),
        ("≥ 5", 5),
        ("dưới 50", 50),
        ("ước 1.200", 1200),
        ("200 (ước)", 200),
        ("150-200", 175),
        ("150 – 200", 175),
        ("khoảng 150-200", 175),
        ("1.200-1.500", 1350),
    ],
)
def test_estimates_are_read_and_said(raw, value):
    reading = read(raw)
    assert (reading.value, reading.state, reading.problem) == (value, "estimate", None)
    assert reading.hint


@pytest.mark.parametrize(
    ("raw", "value"),
    [("12(1)", 12), ("12 (1)", 12), ("15*", 15), ("15 (**)", 15), ("12¹", 12), ("1.234²", 1234)],
)
def test_footnote_marks_are_no_digits(raw, value):
    reading = read(raw)
    assert (reading.value, reading.hint) == (value, "có dấu chú thích")


@pytest.mark.parametrize(("raw", "value"), [("5 người", 5), ("1.234 NLĐ", 1234), ("12 (LĐ)", 12)])
def test_a_unit_in_the_cell_is_said(raw, value):
    reading = read(raw)
    assert (reading.value, reading.hint) == (value, "có đơn vị ghi trong ô")


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        ("1,234", "ambiguous_number"),
        ("12,345", "ambiguous_number"),
        (1.234, "lost_thousands"),
        (12.345, "lost_thousands"),
        (1.5, "not_whole_number"),
        ("12,5", "not_whole_number"),
        ("12.5", "not_whole_number"),
        ("0.123", "not_whole_number"),
        ("0,123", "not_whole_number"),
        ("1.234,5", "not_whole_number"),
        ("-5", "negative_number"),
        (-5, "negative_number"),
        ("hai mấy", "not_a_number"),
        ("12 vụ", "other_unit"),
        ("2 ca", "other_unit"),
        ("12①5", "not_a_number"),
        ("5/3", "not_a_number"),
        ("12%", "not_a_number"),
        ("5 tấn", "not_a_number"),
        ("200-150", "not_a_number"),
        ("²", "not_a_number"),
        ("½", "not_a_number"),
        (True, "not_a_number"),
        (float("nan"), "not_a_number"),
        (float("inf"), "not_a_number"),
        (1e20, "not_a_number"),
    ],
)
def test_what_is_no_count_is_asked(raw, problem):
    reading = read(raw)
    assert (reading.value, reading.state, reading.problem) == (None, "wrong", problem)


@pytest.mark.parametrize(
    ("raw", "style", "value", "problem"),
    [
        ("1,234", "en", 1234, None),
        ("1,234", "vi", None, "ambiguous_number"),
        ("1.234", "vi", 1234, None),
        ("1.234", "en", None, "ambiguous_number"),
        ("1,234.0", "en", 1234, None),
    ],
)
def test_the_files_vote_settles_what_reads_both_ways(raw, style, value, problem):
    reading = read(raw, style=style)
    assert (reading.value, reading.problem) == (value, problem)


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1.234.567,8", "12,5"], "vi"),
        (["12,5", "1,234"], "vi"),
        (["1.234.567"], "vi"),
        (["1,234.5", "1,234"], "en"),
        (["1,234,567"], "en"),
        (["1234.5"], "en"),
        (["1,234.5", "1.234,5"], None),
        (["1,234", "1.234", "5", "Xã Gia Phú"], None),
        (["1.1", "1.2", "2.1"], None),  # numbers of sections
        ([], None),
    ],
)
def test_vote(texts, style):
    assert vote(texts) == style


@pytest.mark.parametrize(
    ("raw", "factor", "value"),
    [
        ("37,5", MILLION, 37_500_000),
        (37.5, MILLION, 37_500_000),
        (0.1 + 0.2, MILLION, 300_000),
        ("1.5", MILLION, 1_500_000),
        ("75.000", 1000, 75_000_000),
        ("1.234.567,8", 1000, 1_234_567_800),
        ("37.500.000", 1, 37_500_000),
        (37500000.0, 1, 37_500_000),
        ("không", MILLION, 0),
        ("-", MILLION, 0),
    ],
)
def test_money_in_the_headers_unit(raw, factor, value):
    reading = read(raw, MONEY, factor)
    assert (reading.value, reading.problem) == (value, None)
    assert type(reading.value) is int


@pytest.mark.parametrize("factor", [1, 1000, MILLION])
@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("37,5 tr", 37_500_000),
        ("37.5trđ", 37_500_000),
        ("37,5 triệu đồng", 37_500_000),
        ("37.500.000đ", 37_500_000),
        ("37.500.000 đồng", 37_500_000),
        ("500 nghìn", 500_000),
        ("500k", 500_000),
        ("1,2 tỷ", 1_200_000_000),
        ("2 tỷ 3", 2_300_000_000),
        ("2 tỷ 300", 2_300_000_000),
        ("2 tỷ 300 triệu", 2_300_000_000),
        ("1 triệu 500 nghìn", 1_500_000),
        ("1tr5", 1_500_000),
    ],
)
def test_the_cells_own_unit_is_never_multiplied_by_the_headers(raw, factor, value):
    reading = read(raw, MONEY, factor)
    assert (reading.value, reading.problem) == (value, None)
    assert reading.hint == "đơn vị ghi ngay trong ô"


@pytest.mark.parametrize(
    ("raw", "factor", "problem"),
    [
        ("75,000", 1000, "ambiguous_number"),
        ("37,5", 1, "not_whole_number"),
        (1.234, 1, "lost_thousands"),
        ("3 triệu 2 tỷ", 1, "not_a_number"),
        ("5 tấn", 1, "not_a_number"),
        ("500k3", 1, "not_a_number"),
        ("-2 tr", 1, "not_a_number"),
        (-2, MILLION, "negative_number"),
    ],
)
def test_money_that_is_asked(raw, factor, problem):
    assert read(raw, MONEY, factor).problem == problem


def test_less_than_a_dong_is_rounded_and_said():
    reading = read("1.234.567,8", MONEY)
    assert (reading.value, reading.hint) == (1_234_568, "làm tròn đến đồng")
    assert read(1234567.5, MONEY).value == 1_234_568


@pytest.mark.parametrize(
    ("raw", "style", "value"),
    [
        ("12,5", None, 12.5),
        ("12.5", None, 12.5),
        ("1.234,5", None, 1234.5),
        ("1.234", None, 1234.0),
        ("1.234", "en", 1.234),
        ("1,234", "vi", 1.234),
        ("1,234", "en", 1234.0),
        (0.1, None, 0.1),
    ],
)
def test_quantities_may_have_fractions(raw, style, value):
    reading = read(raw, DAYS, style=style)
    assert (reading.value, reading.problem) == (value, None)


def test_a_quantity_that_reads_both_ways_is_asked():
    assert read("1,234", DAYS).problem == "ambiguous_number"


@pytest.mark.parametrize(("raw", "value"), [("12,5%", 12.5), ("12.5 %", 12.5), ("12,5", 12.5)])
def test_shares_in_percent(raw, value):
    assert read(raw, SHARE).value == value


def _vietnamese(number):
    return f"{number:,}".translate(str.maketrans(",.", ".,"))


def test_every_whole_number_in_vietnamese_notation_comes_back():
    draw = random.Random(20260914)
    numbers = [0, 1, 999, 1000, 1001, 999_999, 1_000_000, *(10**n for n in range(3, 15))]
    numbers += [draw.randrange(10 ** draw.randint(1, 14)) for _ in range(3000)]
    for number in numbers:
        text = _vietnamese(number)
        for written in (text, f" {text}\u00a0", f"'{text}", text.replace(".", " "), str(number)):
            reading = read(written)
            assert (reading.value, reading.problem) == (number, None), written
        assert read(float(number)).value == number


def test_every_amount_in_millions_comes_back():
    draw = random.Random(20260914)
    for _ in range(3000):
        thousands = draw.randrange(10 ** draw.randint(1, 8))
        text = _vietnamese(thousands / 1000)
        reading = read(text, MONEY, MILLION, style="vi")
        assert (reading.value, reading.problem) == (thousands * 1000, None), text
        typed = read(thousands / 1000, MONEY, MILLION)
        assert typed.value == thousands * 1000

"""Dates as offices write them; what is no date, or not a whole one, is asked."""

from datetime import date, datetime, timedelta

import pytest

from ingest.contracts.contract import Column
from ingest.values.read_dates import swapped
from ingest.values.read_values import Context, read_value

CLOSED = Column(
    type="date", means="ngày", labels=["ngày kết thúc"], words={"chưa kết thúc": "null"}
)


def read(raw):
    return read_value(raw, CLOSED, Context())


@pytest.mark.parametrize(
    "raw",
    [
        "5/3/2026",
        "05/03/2026",
        "05/3/2026.",
        "5-3-2026",
        "5.3.2026",
        "5 / 3 / 2026",
        "5/3/26",
        "2026-03-05",
        "2026/03/05",
        "ngày 05/3/2026",
        "ngày 5 tháng 3 năm 2026",
        "Ngày 05 tháng 03 năm 2026",
        "nga\u0300y 5 tha\u0301ng 3 na\u0306m 2026",
        "5/3/2026 10:30",
        "10h30 ngày 5/3/2026",
        "５/３/２０２６",
        "05-Mar-26",
        "5 March 2026",
        "Mar 5, 2026",
        "05-Thg3-26",
        "ngày 05 tháng 3/2026",
        "7h30' ngày 05/3/2026",
        "07:30 05/03/2026",
        "7 giờ 30 phút ngày 5/3/2026",
        "2026-03-05T10:30:00",
        "QĐ số 45/QĐ-XPHC ngày 05/3/2026",
        "5/3/2026\u00a0",
        46086,
        46086.0,
        46086.75,
        date(2026, 3, 5),
        datetime(2026, 3, 5, 10, 30),
    ],
)
def test_the_fifth_of_march(raw):
    reading = read(raw)
    assert (reading.value, reading.state, reading.problem) == (date(2026, 3, 5), "value", None)
    assert type(reading.value) is date
    assert reading.hint is None


def test_a_serial_written_as_text_is_said():
    reading = read("46086")
    assert (reading.value, reading.hint) == (date(2026, 3, 5), "số thứ tự ngày của Excel")


def test_day_comes_before_month():
    assert read("03/05/2026").value == date(2026, 5, 3)
    assert read(46145).value == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (None, "blank"),
        ("-", "dash"),
        ("…", "ellipsis"),
        ("chưa kết thúc", "zero_word"),
        ("Chưa kết thúc", "zero_word"),
    ],
)
def test_no_date_yet(raw, state):
    reading = read(raw)
    assert (reading.value, reading.state, reading.problem) == (None, state, None)


@pytest.mark.parametrize(
    "raw", ["05/3", "3/2026", "quý I", "Quý I/2026", "tháng 3/2026", "tháng 3 năm 2026", "2026"]
)
def test_part_of_a_date_is_asked(raw):
    assert read(raw).problem == "partial_date"


@pytest.mark.parametrize(
    ("raw", "part"),
    [
        ("05/3", "ngày và tháng, thiếu năm"),
        ("7h30' ngày 05/3", "ngày và tháng, thiếu năm"),
        ("3/2026", "tháng và năm, thiếu ngày"),
        ("cuối tháng 3", "tháng, thiếu ngày"),
        ("quý I", "quý, thiếu ngày và tháng"),
        ("2026", "năm, thiếu ngày và tháng"),
    ],
)
def test_the_part_that_is_there_is_kept(raw, part):
    reading = read(raw)
    assert (reading.value, reading.state, reading.hint) == (None, "partial", part)


@pytest.mark.parametrize(
    ("day", "other"),
    [
        (date(2026, 5, 3), date(2026, 3, 5)),  # serial 46145: Excel made it of "5/3"
        (date(2026, 3, 5), None),  # in the period as it stands
        (date(2026, 5, 13), None),  # no thirteenth month
        (date(2026, 4, 4), None),
        (date(2026, 7, 8), None),  # outside both ways
    ],
)
def test_day_and_month_may_have_changed_places(day, other):
    assert swapped(day, date(2025, 12, 15), date(2026, 3, 14)) == other


@pytest.mark.parametrize(
    "raw",
    [
        "31/2/2026",
        "29/02/2026",
        "12/25/2026",
        "13/14/2026",
        "5/3/20266",
        "20260305",
        "5/3/1926",
        "1/1/1900",
        datetime(1900, 1, 5),  # a small number shown as a date
        "x",
        "chưa",
        "5/3/2026-10/3/2026",
        "ngày 15-16/3/2026",
        "15, 16 tháng 3 năm 2026",
        "5/3-2026",
        "từ 5/3/2026 đến 10/3/2026",
        "từ ngày 5 tháng 3 năm 2026 đến ngày 7 tháng 3 năm 2026",
        1.5,
        5,
        1e9,
        True,
    ],
)
def test_what_is_no_date_is_asked(raw):
    reading = read(raw)
    assert (reading.value, reading.state, reading.problem) == (None, "wrong", "bad_date")


def test_every_day_comes_back_in_every_notation():
    day = date(2023, 1, 1)
    while day < date(2028, 1, 1):
        numbers = f"{day.day}/{day.month}/{day.year}"
        words = f"ngày {day.day} tháng {day.month} năm {day.year}"
        serial = (day - date(1899, 12, 30)).days
        for written in (numbers, f"{day:%d/%m/%Y}", f"{day:%d-%m-%y}", f"{day}", words, serial):
            assert read(written).value == day, written
        day += timedelta(1)

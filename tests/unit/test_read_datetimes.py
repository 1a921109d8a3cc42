"""Moments: an hour and a day, in the spellings of quick reports."""

from datetime import date, datetime

import pytest

from ingest.contracts.contract import Column
from ingest.values.read_datetimes import read_datetime

COLUMN = Column(
    type="datetime", means="Thời điểm", labels=["thời điểm"], words={"không rõ": "null"}
)


@pytest.mark.parametrize(
    "raw",
    [
        datetime(2026, 3, 5, 7, 30),
        datetime(2026, 3, 5, 7, 30, 59),
        46086.3125,
        "7h30 ngày 05/3/2026",
        "7h30' ngày 05/3/2026",
        "7g30 05.03.2026",
        "07:30 05/03/2026",
        "07:30:15 05/03/2026",
        "05/03/2026 07:30",
        "2026-03-05T07:30:00",
        "7 giờ 30 phút ngày 5 tháng 3 năm 2026",
        "7 giờ 30 phút, ngày 05/3/26",
        "7h30p sáng 5-3-2026",
    ],
)
def test_half_past_seven_on_the_fifth_of_march(raw):
    reading = read_datetime(raw, COLUMN)
    assert (reading.value, reading.problem) == (datetime(2026, 3, 5, 7, 30), None)


@pytest.mark.parametrize(
    ("raw", "hour"), [("14h 5/3/2026", 14), ("2h chiều 5/3/2026", 14), ("0h00 5/3/2026", 0)]
)
def test_full_hours(raw, hour):
    assert read_datetime(raw, COLUMN).value == datetime(2026, 3, 5, hour)


@pytest.mark.parametrize(
    "raw",
    [
        date(2026, 3, 5),
        datetime(2026, 3, 5),
        46086.0,
        "05/3/2026",
        "ngày 5 tháng 3 năm 2026",
        "9h00 cùng ngày",
    ],
)
def test_a_day_without_its_hour_is_asked_about(raw):
    reading = read_datetime(raw, COLUMN)
    assert (reading.value, reading.state, reading.problem) == (None, "wrong", "time_missing")


@pytest.mark.parametrize("raw", ["31/2/2026", "25h00 5/3/2026", 12.5, True, "ngay lập tức"])
def test_what_is_no_moment(raw):
    reading = read_datetime(raw, COLUMN)
    assert (reading.value, reading.state) == (None, "wrong")
    assert reading.problem in ("bad_date", "time_missing", "partial_date")


@pytest.mark.parametrize(("raw", "state"), [("-", "dash"), ("…", "ellipsis"), ("Không rõ", None)])
def test_no_moment(raw, state):
    reading = read_datetime(raw, COLUMN)
    assert (reading.value, reading.problem) == (None, None)
    assert reading.state == (state or "zero_word")

"""Working days, due days, and what is said of being on time."""

import csv
import importlib.util
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.reference import REFERENCE_DIR, deadline, reporting_calendar
from ingest.submissions.due_days import days_late, due_day
from ingest.submissions.submission import Delivery
from ingest.submissions.timeliness import timeliness
from ingest.submissions.working_days import (
    OutsideCalendarError,
    add_working_days,
    is_working_day,
    known_days,
    next_working_day,
    public_holidays,
    working_days_between,
)
from tests.unit.made_checks import INSPECTION, make_table

DAYS = st.dates(*known_days())


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 17), True),
        (date(2026, 9, 19), False),  # Saturday
        (date(2026, 2, 17), False),  # Tết Bính Ngọ
        (date(2026, 2, 23), True),  # the Monday after it
        (date(2026, 4, 27), False),  # in lieu of Giỗ Tổ on a Sunday
        (date(2026, 8, 31), False),  # swapped
        (date(2026, 8, 22), True),  # a Saturday worked instead
        (date(2025, 4, 26), True),
        (date(2024, 4, 29), False),
    ],
)
def test_known_days(day, works):
    assert is_working_day(day) is works


def test_beyond_the_table_nothing_is_answered():
    first, last = known_days()
    assert (first.year, last.year) == (2023, 2028)
    for day in (first - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(OutsideCalendarError, match=r"public_holidays\.csv"):
            is_working_day(day)
    with pytest.raises(OutsideCalendarError):
        add_working_days(last, 5)
    with pytest.raises(OutsideCalendarError):
        working_days_between(first, last + timedelta(days=3))


def test_five_working_days_across_tet():
    # Friday 13 Feb 2026; Tết from the 16th to the 20th
    assert add_working_days(date(2026, 2, 13), 5) == date(2026, 2, 27)
    assert working_days_between(date(2026, 2, 13), date(2026, 2, 27)) == 5
    assert next_working_day(date(2026, 2, 14)) == date(2026, 2, 23)


@given(DAYS, st.integers(-60, 60))
def test_adding_and_counting_agree(day, count):
    first, last = known_days()
    if not timedelta(days=150) < day - first < (last - first) - timedelta(days=150):
        return
    end = add_working_days(day, count)
    passed = [min(day, end) + timedelta(days=n) for n in range(abs((end - day).days) + 1)]
    passed.remove(day)
    assert sum(map(is_working_day, passed)) == abs(count)
    assert count == 0 or is_working_day(end)
    if count > 0:
        assert working_days_between(day, end) == count


@given(DAYS, DAYS)
def test_counting_one_way_is_the_other_way_negated(first, last):
    assert working_days_between(first, last) == -working_days_between(last, first)


def test_every_holiday_has_a_source_and_what_is_not_known_says_so():
    rows = public_holidays()
    assert [row.day for row in rows] == sorted({row.day for row in rows})
    for row in rows:
        assert row.kind in ("holiday", "swapped_off", "working_day")
        assert row.source
        assert row.confirmed == ("đề xuất" not in row.source)
        assert (row.kind == "working_day") <= (row.day.weekday() >= 5)
    swaps = [sum(row.kind == kind for row in rows) for kind in ("swapped_off", "working_day")]
    assert swaps[0] == swaps[1] > 0


def test_due_days_are_working_days_and_forms_may_have_their_own():
    for calendar, period in reporting_calendar():
        for kind in ("commune", "department"):
            due = due_day("dispute_log", period, kind, calendar)
            assert is_working_day(due)
            assert due == deadline(period, kind, calendar)
    assert due_day("dispute_log", "2026Q3", "department", "BCDK") == date(2026, 9, 21)
    assert due_day("accident_summary", "2026Q2", "department", "BCDK") == date(2026, 7, 6)
    # a Saturday, but worked for 2 January
    assert due_day("accident_summary", "2025Q4", "department", "BCDK") == date(2026, 1, 10)
    assert due_day("accident_summary", "2026Q3", "department", "BCDK") == date(2026, 9, 21)


def test_unknown_periods_and_kinds_are_errors():
    with pytest.raises(LookupError, match="2031Q1"):
        due_day("dispute_log", "2031Q1", "commune", "BCDK")
    with pytest.raises(ValueError, match="commune, department, district"):
        due_day("dispute_log", "2026Q3", "ministry", "BCDK")


@pytest.mark.parametrize(
    ("received_at", "late"),
    [
        (datetime(2026, 9, 17, 23, 59, 59), 0),
        (datetime(2026, 9, 18, 0, 0), 1),
        (datetime(2026, 10, 1, 7, 0), 14),
        (datetime(2026, 6, 1), 0),
    ],
)
def test_the_whole_due_day_is_on_time(received_at, late):
    assert days_late(received_at, date(2026, 9, 17)) == late


@pytest.mark.parametrize(
    ("day", "said"), [(17, "Đúng hạn: quý III/2026"), (20, "Chậm 3 ngày: quý III/2026")]
)
def test_the_sender_is_told(hand_in, tmp_path, day, said):
    received_at = datetime(2026, 9, day, 22, 0)
    result = hand_in(make_table("inspection_summary", INSPECTION), received_at=received_at)
    [sentence] = timeliness(Delivery(tmp_path / "x", received_at=received_at), result)
    assert sentence.startswith(said)
    assert "hạn 17/09/2026" in sentence


def test_build_script_makes_the_committed_tables():
    pytest.importorskip("holidays", reason="development package of the build script")
    spec = importlib.util.spec_from_file_location("build", REFERENCE_DIR / "build_calendar.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    for name, rows in build.tables().items():
        assert [{k: str(v) for k, v in row.items()} for row in rows] == build.read(name), name


def test_running_numbers_count_the_same_days_as_the_deadlines():
    with (REFERENCE_DIR / "working_days.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    days = [date.fromisoformat(row["day"]) for row in rows]
    assert (days[0], days[-1], len(days)) == (*known_days(), (days[-1] - days[0]).days + 1)
    offices = factories = 0
    holidays = {row.day for row in public_holidays() if row.kind == "holiday"}
    for day, row in zip(days, rows, strict=True):
        offices += is_working_day(day)
        factories += day.weekday() != 6 and day not in holidays
        assert (row["is_office_day"] == "true") == is_working_day(day), day
        assert (int(row["office_day_no"]), int(row["factory_day_no"])) == (offices, factories), day

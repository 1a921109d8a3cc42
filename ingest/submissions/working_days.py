"""Working days of public offices: Monday to Friday without holidays, swapped days as decided.

The days are data, ``data/reference/public_holidays.csv``, built for whole years. Outside of them
nobody knows the holidays yet, so nothing is answered.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ingest.reference import REFERENCE_DIR

_FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day that is not worked, or (kind "working_day") a weekend day that is.

    `confirmed` is False while the authority's decision is not known; the day counts all the same.
    """

    day: date
    kind: str
    name: str
    confirmed: bool
    source: str


@lru_cache(maxsize=1)
def public_holidays() -> tuple[Holiday, ...]:
    """Returns the rows of public_holidays.csv in order."""
    with (REFERENCE_DIR / "public_holidays.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Holiday(
                day=date.fromisoformat(row["day"]),
                kind=row["kind"],
                name=row["name"],
                confirmed=row["confirmed"] == "true",
                source=row["source"],
            )
            for row in csv.DictReader(stream)
        )


class OutsideCalendarError(LookupError):
    """A day beyond the table of holidays; the message is for the user, in Vietnamese."""


@lru_cache(maxsize=1)
def known_days() -> tuple[date, date]:
    """The first and the last day for which holidays are known, both included."""
    years = [row.day.year for row in public_holidays()]
    return date(min(years), 1, 1), date(max(years), 12, 31)


def is_working_day(day: date) -> bool:
    """Whether offices work on a day.

    Raises:
        OutsideCalendarError: the holidays of that year are not in the table.
    """
    first, last = known_days()
    if not first <= day <= last:
        raise OutsideCalendarError(
            f"Ngày {day:%d/%m/%Y} nằm ngoài bảng ngày nghỉ lễ (từ {first:%d/%m/%Y} đến "
            f"{last:%d/%m/%Y}); bổ sung vào data/reference/public_holidays.csv."
        )
    kind = _kinds().get(day)
    if kind == "working_day":
        return True
    return kind is None and day.weekday() <= _FRIDAY


@lru_cache(maxsize=1)
def _kinds() -> dict[date, str]:
    return {row.day: row.kind for row in public_holidays()}


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it.

    Raises:
        OutsideCalendarError: the table of holidays ends before.
    """
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int) -> date:
    """The working day that comes so many working days after a day, or before it.

    Args:
        day: counted from; need not be a working day and is not counted itself.
        count: working days; negative goes back, 0 gives the day as it is.

    Raises:
        OutsideCalendarError: the way leads beyond the table of holidays.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """Working days after the first day up to and with the last one; negative when it is earlier.

    Raises:
        OutsideCalendarError: a day between is beyond the table of holidays.
    """
    if last < first:
        return -working_days_between(last, first)
    days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
    return sum(map(is_working_day, days))

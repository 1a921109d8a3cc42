"""Quarters of the two reporting calendars, and which of them a span takes.

BCDK, the calendar of periodic reports: quarter I is 15 December to 14 March, and so on (Nghị định
09/2019/NĐ-CP Điều 12). THONGKE: calendar quarters. A quarter is a text such as ``2026Q3``.
"""

from datetime import date, timedelta

MONTH_BEFORE = {1: 12, 2: 3, 3: 6, 4: 9}  # BCDK: the month on whose 15th a quarter begins


def name_of(year: int, quarter: int) -> str:
    """Name of a quarter."""
    return f"{year}Q{quarter}"


def back(period: str, quarters: int) -> str:
    """The quarter so many quarters before."""
    number = 4 * int(period[:4]) + int(period[5]) - 1 - quarters
    return name_of(number // 4, number % 4 + 1)


def bounds(period: str, calendar: str) -> tuple[date, date]:
    """First and last day of a quarter."""
    year, quarter = int(period[:4]), int(period[5])
    if calendar == "THONGKE":
        begins = date(year, 3 * quarter - 2, 1)
        following = back(period, -1)
        return begins, date(int(following[:4]), 3 * int(following[5]) - 2, 1) - timedelta(1)
    begins = date(year - (quarter == 1), MONTH_BEFORE[quarter], 15)
    return begins, date(year, 3 * quarter, 14)


def quarter_of(day: str | None) -> str | None:
    """The BCDK quarter in which a day (``2026-06-15``) lies; None for no day."""
    if not day:
        return None
    there = date.fromisoformat(day[:10])
    guess = name_of(there.year, (there.month - 1) // 3 + 1)
    return next(
        period
        for period in (guess, back(guess, -1))
        if bounds(period, "BCDK")[0] <= there <= bounds(period, "BCDK")[1]
    )


def spans_of(period: str) -> list[str]:
    """The spans that end with a quarter; the year only with the fourth."""
    return ["quarter", "year_to_date", "rolling_4_quarters"] + ["year"] * (period[5] == "4")


def taken(period: str, span: str, rule: str) -> list[str]:
    """The quarters that a side of an indicator takes in a span, the oldest first.

    Args:
        period: last quarter of the span.
        span: quarter, year_to_date, rolling_4_quarters or year.
        rule: flow or mean (all quarters of the span), closing (the last one), year_to_date or
            rolling_4 (whatever the span).
    """
    of_year = int(period[5])
    if rule in ("rolling_4", "rolling_4_mean"):
        count = 4
    elif rule == "year_to_date":
        count = of_year
    elif rule == "closing" or span == "quarter":
        count = 1
    else:
        count = 4 if span == "rolling_4_quarters" else of_year
    return [back(period, ago) for ago in reversed(range(count))]

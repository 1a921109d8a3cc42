"""Moments with their time of day: "7h30' ngày 05/3/2026", "05/03/2026 14:00", date-time cells."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ingest.contracts.contract import Column
from ingest.values.fold_text import fold, nfc
from ingest.values.read_dates import read_date
from ingest.values.vocabulary import vocabulary

_EPOCH = datetime(1899, 12, 30)
_SERIALS = range(32874, 73051)  # as in read_dates: 1990 to 2099
# 7h, 7h30, 7h30', 7g30, 7 giờ 30 phút, 07:30, 07:30:15
_TIME = re.compile(
    r"(?<![\d/.\-])(\d{1,2})\s*(?:giờ|gio|h|g|:)\s*(?:(\d{1,2})\s*(?:phút|phut|['’′p])?)?"
    r"(?::\d{2})?(?![\d/])",
    re.IGNORECASE,
)
_SIGNS = {"sáng": 0, "trưa": 0, "chiều": 12, "tối": 12}


@dataclass(frozen=True, slots=True)
class DatetimeReading:
    """What a cell says as a moment; see ``NumberReading`` for the attributes."""

    value: datetime | None
    state: str
    problem: str | None = None
    hint: str | None = None


def read_datetime(raw: object, column: Column) -> DatetimeReading:
    """Read one cell of a datetime column.

    Args:
        raw: the cell as read; not None, not an error cell.
        column: its contract.

    Returns:
        Local time without zone. A day without its hour, or an hour without its day, is
        asked about (``time_missing``): the middle of the night would be a guess.
    """
    if isinstance(raw, datetime):
        if raw.time() == time(0):
            return DatetimeReading(None, "wrong", "time_missing")
        day = read_date(raw, column)
        moment = raw.replace(second=0, microsecond=0)
        return DatetimeReading(moment if day.value else None, day.state, day.problem)
    if isinstance(raw, date):
        return DatetimeReading(None, "wrong", "time_missing")
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _from_serial(float(raw))
    text = unicodedata.normalize("NFKC", nfc(str(raw)))
    found = _TIME.search(text)
    if not found or text in vocabulary().dashes:
        day = read_date(raw, column)
        problem = "time_missing" if day.value else day.problem
        return DatetimeReading(None, "wrong" if day.value else day.state, problem)
    day = read_date((text[: found.start()] + " " + text[found.end() :]).strip(" ,;-"), column)
    if day.value is None:
        # "9h00 cùng ngày": an hour without its day is no less incomplete
        return DatetimeReading(None, "wrong", "time_missing")
    hour, minute = int(found[1]), int(found[2] or 0)
    later = next((h for sign, h in _SIGNS.items() if sign in fold(text).split()), 0)
    hour += later if hour < later else 0
    if hour > 23 or minute > 59:
        return DatetimeReading(None, "wrong", "bad_date")
    return DatetimeReading(datetime.combine(day.value, time(hour, minute)), "value")


def _from_serial(serial: float) -> DatetimeReading:
    if int(serial) not in _SERIALS:
        return DatetimeReading(None, "wrong", "bad_date")
    if serial.is_integer():
        return DatetimeReading(None, "wrong", "time_missing")
    moment = _EPOCH + timedelta(minutes=round(serial * 24 * 60))
    return DatetimeReading(moment, "value", hint="số thứ tự ngày giờ của Excel")

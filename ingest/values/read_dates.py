"""Dates as offices write them: date cells, 5/3/2026, 2026-03-05, "ngày 5 tháng 3 năm 2026"."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ingest.contracts.contract import Column
from ingest.values.fold_text import fold, nfc
from ingest.values.vocabulary import both_spellings, vocabulary

_EPOCH = date(1899, 12, 30)
# 1990-01-01 .. 2099-12-31 as serial numbers of the 1900 system
_SERIALS = range(32874, 73051)
# what is earlier is a mistake: a small number shown as a date is a day of 1900
_EARLIEST = date(1990, 1, 1)
# a time of day, a number of a document: digits beside a date that are no part of it
_TIME = re.compile(
    r"\b\d{1,2}\s*(?:h|g|giờ|gio|:)\s*(?:\d{1,2}(?!\s*[/.\-]\s*\d))?(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?:'|’|phút|phut|p)?(?![\w/])",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"\b(?:số|so)?\s*\d+\s*/\s*(?:20\d\d\s*/\s*)?[^\W\d]\S*", re.IGNORECASE)
_ISO_TIME = re.compile(r"(?<=\d)T(?=\d\d:)")
_PLAIN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_DMY = re.compile(
    r"(?<![\d/.\-])(\d{1,2})\s*([/.\-]|\s)\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?![\d/\-])"
)
_YMD = re.compile(r"(?<![\d/.\-])(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})(?!\d)")
# over folded text: "05 tháng 3 năm 2026", "05-Thg3-26", "05-Mar-26", "Mar 5, 2026"
_LONG = re.compile(
    r"\b(\d{1,2}) (?:tháng|thang|thg|th|t) ?(\d{1,2})(?: (?:năm|nam))? (\d{4}|\d{2})\b"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_NAMED = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})[a-z]* (\d{{4}}|\d{{2}})\b")
_NAMED_FIRST = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]* (\d{{1,2}}) (\d{{4}})\b")
_BEFORE = r"^(?:(?:sáng|trưa|chiều|tối|đêm|lúc|hồi|khoảng|vào|từ|đầu|giữa|cuối|ngày|nay|và)\s+)*"
# what part of a date is there, by its writing
_PARTIAL = (
    (re.compile(_BEFORE + r"\d{1,2}\s*[/.\-]\s*(?:0?[1-9]|1[0-2])$"), "ngày và tháng, thiếu năm"),
    (re.compile(_BEFORE + r"\d{1,2} tháng \d{1,2}$"), "ngày và tháng, thiếu năm"),
    (re.compile(_BEFORE + r"(?:tháng\s*)?\d{1,2}\s*[/.\-]\s*\d{4}$"), "tháng và năm, thiếu ngày"),
    (re.compile(_BEFORE + r"tháng \d{1,2}"), "tháng, thiếu ngày"),
    (re.compile(_BEFORE + r"(?:quý|quí) "), "quý, thiếu ngày và tháng"),
    (re.compile(_BEFORE + r"(?:năm )?\d{4}$"), "năm, thiếu ngày và tháng"),
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell says as a date; see ``NumberReading`` for the attributes."""

    value: date | None
    state: str
    problem: str | None = None
    hint: str | None = None


def read_date(raw: object, column: Column) -> DateReading:
    """Read one cell of a date column.

    Args:
        raw: the cell as read; not None, not an error cell.
        column: its contract.
    """
    if isinstance(raw, datetime):
        return _dated(raw.date())
    if isinstance(raw, date):
        return _dated(raw)
    if isinstance(raw, bool):
        return DateReading(None, "wrong", "bad_date")
    if isinstance(raw, int | float):
        if int(raw) in _SERIALS:
            return DateReading(_EPOCH + timedelta(int(raw)), "value")
        return DateReading(None, "wrong", "bad_date")
    text = nfc(str(raw))
    words = vocabulary()
    if not text:
        return DateReading(None, "blank")
    if text in words.dashes:
        return DateReading(None, "dash")
    if text in words.blank_signs:
        return DateReading(None, "ellipsis")
    if fold(text) in both_spellings(column.words):
        return DateReading(None, "zero_word")
    return _read_text(text)


def _dated(day: date) -> DateReading:
    if day < _EARLIEST:
        return DateReading(None, "wrong", "bad_date")
    return DateReading(day, "value")


def _read_text(text: str) -> DateReading:
    if text.isdecimal() and int(text) in _SERIALS:
        day = _EPOCH + timedelta(int(text))
        return DateReading(day, "value", hint="số thứ tự ngày của Excel")
    if plain := _PLAIN.fullmatch(text):
        days, rest = {(plain[3], plain[2], plain[1])}, ""
    else:
        days, rest = _days_in(_without_time(text))
    if len(days) == 1 and not re.search(r"\d", rest):
        year, month, day = map(int, days.pop())
        try:
            return _dated(date(year + 2000 if year < 100 else year, month, day))
        except ValueError:
            return DateReading(None, "wrong", "bad_date")
    if not days:
        for pattern, part in _PARTIAL:
            if pattern.match(_without_time(text).lower().rstrip(" .,;")):
                return DateReading(None, "partial", "partial_date", part)
    return DateReading(None, "wrong", "bad_date")


def _without_time(text: str) -> str:
    """The text without a time of day and the number of a document."""
    text = _ISO_TIME.sub(" ", unicodedata.normalize("NFKC", text))
    return nfc(_DOCUMENT.sub(" ", _TIME.sub(" ", text)))


def _days_in(text: str) -> tuple[set[tuple[str, str, str]], str]:
    """Dates that a text names as (year, month, day), and the text without them."""
    days = {(m[4], m[3], m[1]) for m in _DMY.finditer(text)}
    days |= {(m[1], m[3], m[4]) for m in _YMD.finditer(text)}
    if days:
        return days, _YMD.sub(" ", _DMY.sub(" ", text))
    folded = fold(text)
    days = {(m[3], m[2], m[1]) for m in _LONG.finditer(folded)}
    days |= {(m[3], str(_MONTHS.index(m[2]) + 1), m[1]) for m in _NAMED.finditer(folded)}
    days |= {(m[3], str(_MONTHS.index(m[1]) + 1), m[2]) for m in _NAMED_FIRST.finditer(folded)}
    for pattern in (_LONG, _NAMED, _NAMED_FIRST):
        folded = pattern.sub(" ", folded)
    return days, folded


def may_be_swapped(raw: object) -> bool:
    """Whether the order of day and month in a cell is in doubt.

    It is where a program made the date, and where a text has two numbers before the year; not in
    "2026-03-05", "05-Mar-26", "ngày 5 tháng 3 năm 2026".
    """
    return not isinstance(raw, str) or nfc(raw).isdecimal() or bool(_DMY.search(_without_time(raw)))


def swapped(day: date, start: date, end: date) -> date | None:
    """The date with day and month exchanged, when only that lies in a period.

    A spreadsheet of another country turns "5/3" into the third of May without a word.

    Args:
        day: the date as read.
        start: first day of the period.
        end: last day of the period.
    """
    if start <= day <= end or day.day > 12 or day.day == day.month:
        return None
    other = date(day.year, day.day, day.month)
    return other if start <= other <= end else None

"""Dates as offices write them: date cells, 5/3/2026, 2026-03-05, "ngày 5 tháng 3 năm 2026"."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ingest.contract import Column
from ingest.fold_text import fold, nfc
from ingest.vocabulary import both_spellings, vocabulary

_EPOCH = date(1899, 12, 30)
# 1990-01-01 .. 2099-12-31 as serial numbers of the 1900 system
_SERIALS = range(32874, 73051)
# what is earlier is a mistake: a small number shown as a date is a day of 1900
_EARLIEST = date(1990, 1, 1)
_MARK = r"(?:\s*[/.\-]\s*|\s)"
_DMY = re.compile(rf"(?<!\d)(\d{{1,2}}){_MARK}(\d{{1,2}}){_MARK}(\d{{4}}|\d{{2}})(?!\d)")
_YMD = re.compile(r"(?<![\d/.\-])(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?!\d)")
_LONG = re.compile(r"(\d{1,2}) th(?:á|a)ng (\d{1,2}) n(?:ă|a)m (\d{4})")
_PARTIAL = re.compile(r"^(ngày )?\d{1,2}[/\-.](\d{1,2}|\d{4})$|^tháng \d{1,2}|^(quý|quí) |^\d{4}$")


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
    text = unicodedata.normalize("NFKC", text)
    found = [(m[3], m[2], m[1]) for m in _DMY.finditer(text)]
    found += [m.groups() for m in _YMD.finditer(text)]
    found = found or [(m[3], m[2], m[1]) for m in _LONG.finditer(fold(text))]
    if len(set(found)) == 1:
        year, month, day = map(int, found[0])
        try:
            return _dated(date(year + 2000 if year < 100 else year, month, day))
        except ValueError:
            return DateReading(None, "wrong", "bad_date")
    partial = not found and _PARTIAL.match(text.lower())
    return DateReading(None, "wrong", "partial_date" if partial else "bad_date")

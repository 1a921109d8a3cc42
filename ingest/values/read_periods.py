"""Periods as agencies write them: "QUÝ III NĂM 2026", "Q1/26", "từ ngày … đến ngày …"."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from ingest.reference import period_bounds
from ingest.values.fold_text import nfc, strip_marks

_NUMERAL = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_NUMBERS = r"(iii|iv|ii|i|0?[1-4])"
_YEAR = r"(20\d\d)"
# over text without marks, with punctuation folded to spaces
_QUARTER_YEAR = re.compile(rf"\b(?:quy|qui|q) ?{_NUMBERS} (?:nam )?(20\d\d|\d\d)\b")
_YEAR_QUARTER = re.compile(rf"\b{_YEAR} ?(?:quy|qui|q) ?{_NUMBERS}\b")
_QUARTER = re.compile(rf"\b(?:quy|qui|q) ?{_NUMBERS}\b")
# "Quý I, II" and "Quý I - III": further quarters of one list
_QUARTER_LIST = re.compile(
    rf"\b(?:quy|qui|q) ?{_NUMBERS}((?: (?:va |den |den het |q|quy )?{_NUMBERS})+)\b"
    rf"(?: nam)?(?: {_YEAR})?"
)
_FIRST_QUARTER = re.compile(rf"\b0?3 thang dau nam(?: {_YEAR})?\b")
# "6T/2026" and "9 tháng/2026" name a year, and several quarters of it
_YEAR_ALONE = re.compile(rf"(?:\b(?:nam|\d{{1,2}} ?t|\d{{1,2}} thang) {_YEAR}\b|^{_YEAR}$)")
_DATE = r"(\d{1,2}) (\d{1,2}) (20\d\d)"
_LONG_DATE = r"(\d{1,2}) thang (\d{1,2}) nam (20\d\d)"
_SPAN = re.compile(rf"\btu (?:ngay )?{_DATE} den (?:het )?(?:ngay )?{_DATE}")
_LONG_SPAN = re.compile(rf"\btu (?:ngay )?{_LONG_DATE} den (?:het )?(?:ngay )?{_LONG_DATE}")
# the same over a text as written
_WRITTEN_QUARTER = re.compile(
    r"\(?\b(?:quý|quí|quy|qui|q)\s*[.\-]?\s*(?:iii|iv|ii|i|0?[1-4])\b"
    r"(?:\s*[/.\-,]?\s*(?:năm|nam)?\s*(?:20\d\d|\d\d)\b)?\s*\)?",
    re.IGNORECASE,
)
_WRITTEN_MONTH = re.compile(
    r"[(,\-]?\s*(?:\b(?:trong\s+)?(?:tháng|thang|thg)\s*|^t)(?:0?[1-9]|1[0-2])"
    r"(?:\s*[/.\-]?\s*(?:năm|nam)?\s*20\d\d)?\s*\)?$",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    r"\b(?:tu )?thang 0?(\d{1,2}) (?:den )?(?:het )?thang 0?(\d{1,2})(?: nam)? (20\d\d)\b"
)
_DAY = re.compile(r"\bngay\b")


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A quarter, a year, or both, as one text names them."""

    year: int | None = None
    quarter: int | None = None

    @property
    def id(self) -> str | None:
        """``2026Q3`` when both parts are known."""
        return f"{self.year}Q{self.quarter}" if self.year and self.quarter else None


@lru_cache(maxsize=32768)
def mentions(text: str, calendar: str = "BCDK") -> tuple[PeriodMention, ...]:
    """The distinct quarters that a text names, or the year alone when it names no quarter.

    Args:
        text: a title, a sheet name, a header text or a cell.
        calendar: calendar in which a span of dates is recognised as a quarter.

    Returns:
        Distinct mentions in order; empty when the text names no period.
    """
    plain = strip_marks(text)
    spans = [*_SPAN.finditer(plain), *_LONG_SPAN.finditer(plain)]
    found = [m for m in (_of_span(span, calendar) for span in spans) if m]
    if found:
        return tuple(dict.fromkeys(found))
    if months := _MONTHS.search(plain):
        first, last, year = map(int, months.groups())
        whole = last == first + 2 and last % 3 == 0
        return (PeriodMention(year, last // 3),) if whole else (PeriodMention(year),)
    if listed := _QUARTER_LIST.search(plain):
        return _of_list(listed, plain)
    quarters = [
        (int(m[2]) % 100 + 2000, _NUMERAL[m[1].lstrip("0")]) for m in _QUARTER_YEAR.finditer(plain)
    ]
    quarters += [(int(m[1]), _NUMERAL[m[2].lstrip("0")]) for m in _YEAR_QUARTER.finditer(plain)]
    year = None if _DAY.search(plain) else _year(plain)
    if not quarters:
        quarters = [(year, _NUMERAL[m[1].lstrip("0")]) for m in _QUARTER.finditer(plain)]
    if not quarters and (first := _FIRST_QUARTER.search(plain)):
        quarters = [(int(first[1]) if first[1] else year, 1)]
    if quarters:
        return tuple(dict.fromkeys(PeriodMention(y, q) for y, q in quarters))
    return (PeriodMention(year),) if year else ()


def without_quarter(text: str) -> str:
    """A header text without the quarter that it names: "Số cuộc (Quý I)" leaves "Số cuộc"."""
    return " ".join(_WRITTEN_QUARTER.sub(" ", nfc(text)).split())


def names_month(text: str) -> bool:
    """Whether a header text names one month: "Tháng 3", "T3/2026", "Số cuộc tháng 3"."""
    return bool(_WRITTEN_MONTH.search(nfc(text))) and not any(m.quarter for m in mentions(text))


def without_month(text: str) -> str:
    """A header text without the month that it names: "Số cuộc tháng 3" leaves "Số cuộc"."""
    return " ".join(_WRITTEN_MONTH.sub(" ", nfc(text)).split()) if names_month(text) else text


def _of_list(listed: re.Match[str], plain: str) -> tuple[PeriodMention, ...]:
    year = int(listed[4]) if listed[4] else _year(plain)
    named = [_NUMERAL[part.lstrip("0")] for part in re.findall(rf"\b{_NUMBERS}\b", listed[2])]
    first = _NUMERAL[listed[1].lstrip("0")]
    if len(named) == 1 and first < named[0] and " den " in listed[2]:
        named = list(range(first + 1, named[0] + 1))
    return tuple(dict.fromkeys(PeriodMention(year, quarter) for quarter in (first, *named)))


def _year(plain: str) -> int | None:
    found = _YEAR_ALONE.search(plain)
    return int(found[1] or found[2]) if found else None


def _of_span(span: re.Match[str], calendar: str) -> PeriodMention | None:
    day1, month1, year1, day2, month2, year2 = map(int, span.groups())
    try:
        start, end = date(year1, month1, day1), date(year2, month2, day2)
    except ValueError:
        return None
    # an office may reckon in the other calendar: its quarter is named all the same
    calendars = dict.fromkeys((calendar, "BCDK", "THONGKE"))
    quarters = [(c, y, q) for c in calendars for y in (year2, year2 + 1) for q in (1, 2, 3, 4)]
    for reckoned, year, quarter in quarters:
        try:
            bounds = period_bounds(f"{year}Q{quarter}", reckoned)
        except (KeyError, ValueError, LookupError):
            continue
        if abs(bounds[0] - start) <= timedelta(1) and abs(bounds[1] - end) <= timedelta(1):
            return PeriodMention(year, quarter)
    return None


def period_of_cell(value: object, year: int | None) -> str | None:
    """Quarter of a cell in a period column; a bare quarter takes ``year`` from the title."""
    if isinstance(value, datetime | date):
        return f"{value.year}Q{(value.month + 2) // 3}"
    if isinstance(value, int | float) and value in (1, 2, 3, 4):
        text = f"quý {int(value)}"
    else:
        text = str(value)
        if text.strip().lower() in _NUMERAL:
            text = f"quý {text.strip()}"
    found = mentions(text)
    if len(found) != 1 or not found[0].quarter:
        return None
    return PeriodMention(found[0].year or year, found[0].quarter).id

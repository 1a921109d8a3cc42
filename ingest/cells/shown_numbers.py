"""The number behind a text in an HTML table, where the program that wrote the page states it."""

import re
from datetime import datetime, timedelta

from ingest.cells.sheet import ErrorCell, Value

_NUMBER = re.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
# quoted texts, colours and locales of a number format are no day, month or year
_NO_CODE = re.compile('"[^"]*"|\\\\.|\\[[^\\]]*\\]|_.')
_FIRST_DAY, _LAST_DAY = 61, 2958465  # before March 1900 spreadsheet programs disagree


def number_behind(attributes: dict[str, str], number_format: str) -> Value:
    """What the page states as a cell's value; None when only its text is known.

    Args:
        attributes: of the cell: ``x:num``, ``x:err`` of Excel; ``sdval``, ``sdnum`` of LibreOffice.
        number_format: ``mso-number-format`` of the cell's style.
    """
    if "x:err" in attributes:
        return ErrorCell(attributes["x:err"] or "#LỖI")
    stated = attributes.get("x:num") or attributes.get("sdval") or ""
    if "x:str" in attributes or not _NUMBER.fullmatch(stated.strip()):
        return None
    number = float(stated)
    css_escapes = re.sub(r"\\(.)", r"\1", number_format.strip("\"'"))
    shown_as = attributes.get("sdnum", "").rpartition(";")[2] or css_escapes
    shown_as = _NO_CODE.sub("", shown_as).lower()
    if "@" in shown_as:
        return None  # the sender made it a text: 00123
    if "y" in shown_as or "date" in shown_as:
        return _day(number)
    # hours and days alone: the text shows what the sender means
    return None if re.search("[dhs:]|time", shown_as) else number


def _day(serial: float) -> Value:
    """The day of a serial number; with a time of day, the moment."""
    if not _FIRST_DAY <= serial <= _LAST_DAY:
        return None
    moment = datetime(1899, 12, 30) + timedelta(days=serial)
    return moment.date() if serial.is_integer() else moment.replace(microsecond=0)

"""Texts in a .csv that a spreadsheet program would run as a formula get an apostrophe.

The same rule as ``ingest.answers.guard_formulas``, which dashboards do not import; a test compares
the two.
"""

import re
from typing import Any

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d[\d.,\s]*%?")


def csv_value(value: Any) -> Any:
    """A value that may stand in a .csv; numbers, also as text such as ``-1,5``, stay."""
    if type(value) is str and value.startswith(_STARTS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value

"""What we write into spreadsheets must never be run as a formula by the program that opens it.

A cell text that starts with ``=``, ``+``, ``-``, ``@``, a tab or a carriage return is taken for a
formula when a .csv is opened (OWASP, CSV injection), and formulas can call programs (DDE) or fetch
addresses. In .xlsx a text cell is safe as long as it is stored as text; formulas that a sender
wrote are kept only when they stay inside the workbook.
"""

import re
from typing import Any

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d[\d.,\s]*%?")
_LEAVES_WORKBOOK = re.compile(
    r"\[\d+\]"  # another workbook, by number
    r"|\[[^\]\[]*\.\w{2,5}\]"  # another workbook, by name
    r"|\|"  # DDE: program|topic!item
    r"|://|\\\\"
    r"|\b(?:WEBSERVICE|FILTERXML|RTD|CALL|REGISTER(?:\.ID)?|EXEC|HYPERLINK|IMAGE|DDE|SQL\.REQUEST"
    r"|IMPORT(?:XML|DATA|HTML|FEED|RANGE))\s*\(",
    re.IGNORECASE,
)


def csv_value(value: Any) -> Any:
    """A value that may stand in a .csv: a text that would be run gets an apostrophe before it.

    Numbers, also as text such as ``-1,5`` or ``+3 %``, stay as they are.
    """
    if type(value) is str and value.startswith(_STARTS) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def leaves_workbook(formula: str) -> bool:
    """Whether a formula reads or calls anything outside its own workbook."""
    return bool(_LEAVES_WORKBOOK.search(formula))

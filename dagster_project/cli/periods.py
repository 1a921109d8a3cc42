"""Quarters as they are written on the command line."""

import re

from dagster_project.user_error import UserError

_PERIOD = re.compile(r"(20\d\d)Q([1-4])")


def parse_period(text: str | None) -> str | None:
    """Check one quarter such as `2026Q3`; None passes through.

    Raises:
        UserError: not a quarter.
    """
    if text is None:
        return None
    candidate = text.strip().upper()
    if not _PERIOD.fullmatch(candidate):
        raise UserError(f"“{text}” không phải là một quý. Viết như 2026Q3 (quý III năm 2026).", 64)
    return candidate


def parse_quarters(text: str) -> list[str]:
    """Read `2026Q3`, `2025Q3..2026Q3` or `2025Q3,2026Q1` into a list of quarters in order.

    Raises:
        UserError: not quarters, or a range that ends before it begins.
    """
    quarters: list[str] = []
    for part in text.split(","):
        first, dots, last = part.partition("..")
        start = _ordinal(parse_period(first))
        end = _ordinal(parse_period(last)) if dots else start
        if end < start:
            raise UserError(f"Khoảng quý “{part}” kết thúc trước khi bắt đầu.", 64)
        quarters += [_period(number) for number in range(start, end + 1)]
    return quarters


def _ordinal(period: str) -> int:
    match = _PERIOD.fullmatch(period)
    return int(match[1]) * 4 + int(match[2]) - 1


def _period(ordinal: int) -> str:
    return f"{ordinal // 4}Q{ordinal % 4 + 1}"

"""Numbers, dates and periods as Vietnamese readers write them: 1.234,5 · 20/9/2026 14:05."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
WITHHELD = "không công bố"  # the reason of dbt/models/external/ext_kpi_values.sql begins so
NO_REPORT = "chưa có báo cáo"
NOT_APPLICABLE = "–"
_SWAP = str.maketrans(",.-", ".,−")


def coverage(row: Mapping[str, Any]) -> str:
    """How many communes told a number, of those that should; what nobody owes has no share.

    Args:
        row: ``reporting_units`` and ``expected_units`` of a value.
    """
    reporting, expected = row["reporting_units"] or 0, row["expected_units"] or 0
    return f"{number(reporting)}/{number(expected)}" if expected else f"{number(reporting)} nơi"


def number(value: float, decimals: int = 0) -> str:
    """Write a number with ``.`` between thousands and ``,`` before decimals.

    Args:
        value: the number, unrounded.
        decimals: how many decimals to show; halves are rounded away from zero.
    """
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    if rounded == 0:
        rounded = abs(rounded)  # never "−0"
    return f"{rounded:,.{decimals}f}".translate(_SWAP)


def exact(value: float | None) -> str:
    """Write a number with as many decimals as it has (six at most); a blank for None."""
    if value is None:
        return ""
    text = number(value, 6)
    return text.rstrip("0").rstrip(",") if "," in text else text


def rounded_with_unit(value: float, unit: str, decimals: int) -> tuple[str, str]:
    """Return a number to be read at a glance, and its unit: large sums in triệu or tỷ đồng."""
    if unit == "đồng":
        for size, word in ((1_000_000_000, "tỷ đồng"), (1_000_000, "triệu đồng")):
            if abs(value) >= size:
                return number(value / size, 2 if size > 1_000_000 else 1), word
    return number(value, decimals), unit


def is_withheld(row: dict) -> bool:
    """True where a value is kept from outsiders to protect small numbers.

    Args:
        row: has ``value_reason``, which says so in the external file.
    """
    return (row.get("value_reason") or "").startswith(WITHHELD)


def state_words(row: dict) -> str:
    """Say in a table whether there is a value, and else why in two or three words.

    Args:
        row: has ``value_state`` and ``value_reason``.
    """
    if is_withheld(row):
        return WITHHELD
    state = row.get("value_state")
    return {"value": "có số liệu", "na": "không áp dụng"}.get(state, NO_REPORT)


def value_in_words(row: dict, unit: str, decimals: int) -> str:
    """Write a value with its unit, or say why there is none.

    Args:
        row: has ``value``, ``value_state`` (value, null, na) and ``value_reason``.
        unit: unit of the value.
        decimals: decimals to show.
    """
    if row.get("value_state") == "value" and row.get("value") is not None:
        text, shown_unit = rounded_with_unit(row["value"], unit, decimals)
        return f"{text}{' ' if shown_unit else ''}{shown_unit}"
    if row.get("value_state") == "na":
        return row.get("value_reason") or "không có đối tượng để tính"
    return row.get("value_reason") or NO_REPORT


def day(value: date | None) -> str:
    """Write a date as 20/9/2026; a blank for None."""
    return f"{value.day}/{value.month}/{value.year}" if value else ""


def moment(value: datetime | str | None) -> str:
    """Write a time as 20/9/2026 14:05 in Vietnam's time zone; naive times are taken as such."""
    if not value:
        return ""
    when = datetime.fromisoformat(value) if isinstance(value, str) else value
    if when.tzinfo:
        when = when.astimezone(HANOI)
    return f"{day(when)} {when:%H:%M}"


def lower_first(text: str) -> str:
    """Lower the first letter of a label used inside a sentence (Quý III/2026 → quý III/2026)."""
    return text[:1].lower() + text[1:]


def agency_short(name: str) -> str:
    """The commune's own name where its committee reports ("UBND xã A" → "Xã A")."""
    bare = name.removeprefix("UBND ")
    return bare[:1].upper() + bare[1:]

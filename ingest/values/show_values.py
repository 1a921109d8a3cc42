"""A stored value in the words of a message: 1.234,5; 05/03/2026; có, không; (trống)."""

from datetime import date
from typing import Any

from ingest.communes.name_places import commune_name
from ingest.contracts.contract import Column

EMPTY = "(trống)"


def show_value(value: Any, column: Column) -> str:
    """A value of the check result or the lake as a Vietnamese reader writes it.

    Args:
        value: typed value; dates in ISO spelling.
        column: contract of its column.
    """
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, int | float):
        return show_number(value)
    if column.type == "date":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    if column.type == "commune":
        return commune_name(value)
    if column.type == "code":
        return column.codes.get(value, [value])[0]
    return str(value)


def show_number(value: int | float) -> str:
    """A number with dots between thousands and a decimal comma, without trailing zeros."""
    whole = f"{value:,}" if isinstance(value, int) or value.is_integer() else f"{value:,.10g}"
    return whole.removesuffix(".0").translate(str.maketrans(",.", ".,"))

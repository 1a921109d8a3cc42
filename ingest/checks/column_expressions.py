"""Columns of a checked table as polars expressions: of coded ones only what differs is converted.

Expressions, not series: a frame of seventy columns is then made in one go.
"""

from collections.abc import Callable
from typing import Any

import polars as pl

from ingest.checks.coded_items import FIRST_SIGN, Coded
from ingest.checks.table_rows import TableColumn

# as Python holds the signs: four bytes a character, the lowest first
_FOUR_BYTES = "utf-32-le"


def values_of(
    column: TableColumn,
    kind: pl.DataType | type[pl.DataType],
    make: Callable[[Any], Any] | None = None,
) -> pl.Expr:
    """The values of a column, or what a function makes of them.

    Args:
        column: the column.
        kind: type of the result.
        make: what to make of a value; asked once about each different one of a coded column.
    """
    values = column.coded.values if column.coded else column.values
    series = pl.Series([*map(make, values)] if make else values, dtype=kind)
    return _spread(column.coded, series) if column.coded else pl.lit(series)


def states_of(column: TableColumn) -> pl.Expr:
    """How the cells of a column are filled in."""
    if column.only_state is not None:
        return pl.lit(column.only_state, dtype=pl.String)
    if column.coded:
        return _spread(column.coded, pl.Series(column.coded.states, dtype=pl.String))
    return pl.lit(pl.Series(column.states, dtype=pl.String))


def _spread(coded: Coded, different: pl.Series) -> pl.Expr:
    signs = pl.lit(pl.Series([coded.signs.encode(_FOUR_BYTES)], dtype=pl.Binary))
    kind = pl.Array(pl.UInt32, len(coded.signs))
    numbers = signs.bin.reinterpret(dtype=kind, endianness="little").explode()
    return pl.lit(different).gather(numbers - FIRST_SIGN)

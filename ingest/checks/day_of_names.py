"""The day on which the commune names of a table must hold, where its rows or columns tell quarters.

A table names its communes as they were called when it was drawn up: in its newest quarter. One that
sets 2025Q1 beside 2026Q1 speaks of the communes of 2026.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ingest.cells.read_cells import Value
from ingest.tables.follow_rows import RowFacts
from ingest.tables.match_columns import HeaderColumn
from ingest.tables.settle_period import day_of_names
from ingest.values.read_periods import period_of_cell


def newest_day(
    columns: Iterable[HeaderColumn],
    facts: Iterable[RowFacts],
    years: Iterable[int | None],
    stated: Iterable[Value],
    quarter: int | None,
    calendar: str,
) -> date | None:
    """The last day of the newest quarter that a table tells.

    Args:
        columns: matched columns of the table.
        facts: what stands above each detail row.
        years: year of each detail row.
        stated: cells of the column of quarters, one a row; empty without such a column.
        quarter: quarter of the title, for years side by side.
        calendar: calendar of the form.

    Returns:
        None when no quarter is told.
    """
    known = [*years]
    newest_year = max(filter(None, known), default=None)
    told: set[tuple[Any, Any]] = {
        (column.year or newest_year, column.quarter or quarter)
        for column in columns
        if column.quarter or column.year
    }
    for fact, year in zip(facts, known, strict=True):
        if fact.quarter:
            told.add((fact.quarter.year or year, fact.quarter.quarter))
    periods = {f"{year}Q{number}" for year, number in told if year and number}
    cells = {(cell, year) for cell, year in zip(stated, known, strict=False) if cell is not None}
    periods |= {found for cell, year in cells if (found := period_of_cell(cell, year))}
    days = [day for period in periods if (day := day_of_names(period, calendar))]
    return max(days, default=None)
